using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Says more of a cause as it becomes known, and opens again what came back. By those who lead, or by who opened it.</summary>
public sealed class ChangeProblem(ICollaborationStore store, IEventHub hub)
{
    public async Task<ProblemOutcome> ExplainAsync(Actor actor, Guid id, string cause, CancellationToken ct)
    {
        var (problem, refused) = await FindAsync(actor, id, ct);
        if (problem is null) return refused!;
        if (cause.Length > Problem.LongestCause) return new ProblemOutcome.Refused(Refusal.TooLong);
        var clean = TextRules.Storable(cause).Trim();
        if (!await store.ChangeCauseAsync(id, clean, ct)) return new ProblemOutcome.Unknown();
        hub.Publish(new ProblemChanged(id));
        return new ProblemOutcome.Done(problem with { Cause = clean });
    }

    public async Task<ProblemOutcome> ReopenAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var (problem, refused) = await FindAsync(actor, id, ct);
        if (problem is null) return refused!;
        // Another may have been faster: open is what was asked for.
        await store.ReopenProblemAsync(id, ct);
        hub.Publish(new ProblemChanged(id));
        return new ProblemOutcome.Done(problem with { ClosedAt = null });
    }

    private async Task<(Problem? Problem, ProblemOutcome? Refused)> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (!actor.IsStaff) return (null, new ProblemOutcome.Refused(Refusal.NotYours));
        if (await store.FindProblemAsync(id, ct) is not { } problem) return (null, new ProblemOutcome.Unknown());
        return actor.Leads || problem.OpenedById == actor.User ? (problem, null) : (null, new ProblemOutcome.Refused(Refusal.NotYours));
    }
}
