using System.Collections.Immutable;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

public abstract record TriageOutcome
{
    public sealed record Done(TriageVersion Version) : TriageOutcome;

    /// <summary>What is wrong, by the rule's id, as resource keys.</summary>
    public sealed record Invalid(IReadOnlyDictionary<Guid, string> Faults) : TriageOutcome;

    /// <summary>Somebody else saved or published meanwhile; nothing was done.</summary>
    public sealed record Overtaken : TriageOutcome;

    public sealed record NotAllowed : TriageOutcome;
}

/// <summary>Keeps a draft of the rules. It is in force only when it is published.</summary>
public sealed class SaveTriageDraft(ITriageStore store, ReadTeam team, IEventHub hub, TimeProvider clock)
{
    /// <param name="draft">The draft that was edited, or null to begin one.</param>
    public async Task<TriageOutcome> ExecuteAsync(Actor actor, TriageVersion? draft, ImmutableArray<TriageRule> rules, CancellationToken ct)
    {
        if (!actor.Leads) return new TriageOutcome.NotAllowed();
        var queues = (await team.QueuesAsync(actor, ct)).Select(q => q.Id).ToHashSet();
        var skills = (await team.SkillsAsync(actor, ct)).Select(s => s.Id).ToHashSet();
        if (TriageDraftRules.Check(rules, queues, skills) is { Count: > 0 } faults) return new TriageOutcome.Invalid(faults);
        var newest = (await store.ListVersionsAsync(1, ct)).FirstOrDefault();
        var next = new TriageVersion
        {
            Number = draft?.Number ?? (newest?.Number ?? 0) + 1, Revision = (draft?.Revision ?? 0) + 1, Rules = rules, SavedAt = clock.GetUtcNow(), SavedBy = actor.Name,
        };
        if ((draft is null && newest is { IsDraft: true }) || !await store.SaveDraftAsync(next, ct)) return new TriageOutcome.Overtaken();
        hub.Publish(new TriageChanged(Topic.Setup, next.Number, Published: false));
        return new TriageOutcome.Done(next);
    }
}
