using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

public abstract record SaveTierOutcome
{
    public sealed record Saved(Tier Tier) : SaveTierOutcome;

    /// <summary>What is wrong, by field name, as resource keys.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Faults) : SaveTierOutcome;

    public sealed record NotAllowed : SaveTierOutcome;
}

/// <summary>Creates, changes or removes a tier. Cases that it was asked for keep its name.</summary>
public sealed class SaveTier(IEscalationStore store, ReadTeam team, IEventHub hub)
{
    public const int LongestName = 60;
    public const int HighestLevel = 9;
    public const int MostQueues = 50;

    public static readonly TimeSpan LongestAcceptance = TimeSpan.FromDays(1);

    public async Task<SaveTierOutcome> ExecuteAsync(Actor actor, Tier tier, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) return new SaveTierOutcome.NotAllowed();
        var others = (await store.ListTiersAsync(ct)).Where(t => t.Id != tier.Id).ToList();
        var name = TextRules.OneLine(TextRules.Storable(tier.Name), LongestName);
        var faults = new Dictionary<string, string>();
        if (name.Length == 0) faults[nameof(Tier.Name)] = "tier-name-missing";
        else if (others.Exists(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase))) faults[nameof(Tier.Name)] = "tier-name-taken";
        if (tier.Level is < 2 or > HighestLevel) faults[nameof(Tier.Level)] = "tier-level-range";
        if (tier.AcceptWithin < TimeSpan.FromSeconds(10) || tier.AcceptWithin > LongestAcceptance) faults[nameof(Tier.AcceptWithin)] = "tier-accept-range";
        if (tier.OnContacts is < 2 or > 50) faults[nameof(Tier.OnContacts)] = "tier-contacts-range";
        if ((await team.QueuesAsync(actor, ct)).All(q => q.Id != tier.QueueId)) faults[nameof(Tier.QueueId)] = "tier-queue-missing";
        if (tier.NextTierId is { } next && (others.Find(t => t.Id == next) is not { } above || above.Level <= tier.Level)) faults[nameof(Tier.NextTierId)] = "tier-next-level";
        if (tier.FromQueues is { IsDefault: false, Length: > MostQueues }) faults[nameof(Tier.FromQueues)] = "tier-queues-many";
        if (faults.Count > 0) return new SaveTierOutcome.Invalid(faults);

        var saved = tier with { Name = name, Required = [.. tier.Required.Distinct()], FromQueues = [.. tier.FromQueues.Distinct()] };
        await store.SaveTierAsync(saved, ct);
        hub.Publish(new TiersChanged());
        return new SaveTierOutcome.Saved(saved);
    }

    public async Task<bool> DeleteAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Role is not Role.Admin) return false;
        await store.DeleteTierAsync(id, ct);
        hub.Publish(new TiersChanged());
        return true;
    }
}
