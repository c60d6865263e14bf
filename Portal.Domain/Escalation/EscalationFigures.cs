namespace Portal.Domain.Escalation;

/// <summary>How a tier does.</summary>
/// <param name="Asked">How often it was asked.</param>
/// <param name="Acceptance">The median time from asking this tier to acceptance; null when nothing was accepted.</param>
/// <param name="AskedAgain">Questions about something already told, per measured case; null when none was measured.</param>
public sealed record TierFigures(Guid Tier, string Name, int Asked, int Accepted, int Returned, int Lapsed, TimeSpan? Acceptance, double? AskedAgain);

/// <summary>Requests of one tier that went alike.</summary>
/// <param name="Seconds">To acceptance; null for those that were not accepted.</param>
public sealed record TierTally(Guid Tier, string Name, EscalationState State, int? Seconds, int Count);

public static class EscalationFigures
{
    /// <summary>One row for each tier, by name.</summary>
    /// <param name="askedAgain">The mean of the measured cases of each tier.</param>
    public static IReadOnlyList<TierFigures> Of(IEnumerable<TierTally> tallies, IReadOnlyDictionary<Guid, double> askedAgain) =>
    [
        .. tallies.GroupBy(t => t.Tier).Select(tier => new TierFigures(
            tier.Key, tier.Last().Name, tier.Sum(t => t.Count), Accepted(tier).Sum(t => t.Count), Count(tier, EscalationState.Returned), Count(tier, EscalationState.Lapsed),
            Median([.. Accepted(tier).OrderBy(t => t.Seconds)]), askedAgain.TryGetValue(tier.Key, out var mean) ? mean : null))
            .OrderBy(f => f.Name, StringComparer.CurrentCultureIgnoreCase),
    ];

    private static IEnumerable<TierTally> Accepted(IEnumerable<TierTally> tier) => tier.Where(t => t.Seconds is not null);

    private static int Count(IEnumerable<TierTally> tier, EscalationState state) => tier.Where(t => t.State == state).Sum(t => t.Count);

    private static TimeSpan? Median(IReadOnlyList<TierTally> sorted)
    {
        var middle = sorted.Sum(t => t.Count) / 2;
        foreach (var tally in sorted)
        {
            if (middle < tally.Count) return TimeSpan.FromSeconds(tally.Seconds!.Value);
            middle -= tally.Count;
        }

        return null;
    }
}
