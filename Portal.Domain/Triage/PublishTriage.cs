using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>Puts a draft in force, exactly as it was looked at. Only admins.</summary>
public sealed class PublishTriage(ITriageStore store, ReadTeam team, IEventHub hub, TimeProvider clock)
{
    public async Task<TriageOutcome> ExecuteAsync(Actor actor, TriageVersion draft, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) return new TriageOutcome.NotAllowed();
        // Queues may have gone since the draft was saved.
        var queues = (await team.QueuesAsync(actor, ct)).Select(q => q.Id).ToHashSet();
        var skills = (await team.SkillsAsync(actor, ct)).Select(s => s.Id).ToHashSet();
        if (TriageDraftRules.Check(draft.Rules, queues, skills) is { Count: > 0 } faults) return new TriageOutcome.Invalid(faults);
        var now = clock.GetUtcNow();
        if (!await store.PublishAsync(draft.Number, draft.Revision, actor.Name, now, ct)) return new TriageOutcome.Overtaken();
        hub.Publish(new TriageChanged(Topic.Setup, draft.Number, Published: true));
        return new TriageOutcome.Done(draft with { PublishedAt = now, PublishedBy = actor.Name });
    }
}
