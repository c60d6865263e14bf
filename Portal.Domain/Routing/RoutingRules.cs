using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Why an agent was chosen; resource keys of the timeline.</summary>
public static class RoutingReasons
{
    public const string OnlyOne = "only-one-available";
    public const string MostFree = "most-free-capacity";
    public const string LongestIdle = "longest-idle";
    public const string KnowsCustomer = "had-it-before";
    public const string ByHand = "by-hand";
}

public sealed record Choice(Agent Agent, string Reason);

public static class RoutingRules
{
    /// <summary>Who may be offered a conversation now.</summary>
    public static bool IsEligible(Agent agent) => agent is { IsEnabled: true, Presence: Presence.Available, Free: > 0 };

    /// <summary>
    /// The agent to offer a conversation to: the one who had it before, else the most free capacity, ties to the longest idle.
    /// Agents that were passed over in this round are left out. Null when nobody is left.
    /// </summary>
    public static Choice? Choose(IEnumerable<Agent> members, UserId? preferred, IReadOnlyCollection<UserId> passedOver)
    {
        var eligible = members.Where(a => IsEligible(a) && !passedOver.Contains(a.Id)).ToList();
        if (eligible.Count == 0) return null;
        if (eligible.FirstOrDefault(a => a.Id == preferred) is { } known) return new(known, RoutingReasons.KnowsCustomer);
        if (eligible.Count == 1) return new(eligible[0], RoutingReasons.OnlyOne);

        var most = eligible.Max(a => a.Free);
        var freest = eligible.Where(a => a.Free == most).ToList();
        return freest.Count == 1
            ? new(freest[0], RoutingReasons.MostFree)
            : new(freest.OrderBy(a => a.LastAssignedAt ?? DateTimeOffset.MinValue).ThenBy(a => a.Id.Value).First(), RoutingReasons.LongestIdle);
    }
}
