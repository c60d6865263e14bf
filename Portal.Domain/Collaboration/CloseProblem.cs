using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Ends a problem: nothing more can be linked or sent. By those who lead, or by who opened it.</summary>
public sealed class CloseProblem(ICollaborationStore store, IEventHub hub, TimeProvider clock)
{
    public async Task<ProblemOutcome> ExecuteAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await store.FindProblemAsync(id, ct) is not { } problem) return new ProblemOutcome.Unknown();
        if (!actor.IsStaff || (!actor.Leads && problem.OpenedById != actor.User)) return new ProblemOutcome.Refused(Refusal.NotYours);
        var now = clock.GetUtcNow();
        if (!await store.CloseProblemAsync(id, now, ct)) return new ProblemOutcome.Refused(Refusal.Resolved);
        hub.Publish(new ProblemChanged(id));
        return new ProblemOutcome.Done(problem with { ClosedAt = now });
    }
}
