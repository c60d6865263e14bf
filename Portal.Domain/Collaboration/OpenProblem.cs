using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

public abstract record ProblemOutcome
{
    public sealed record Done(Problem Problem) : ProblemOutcome;

    public sealed record Refused(Refusal Reason) : ProblemOutcome;

    public sealed record Unknown : ProblemOutcome;
}

/// <summary>Names a cause that conversations can be linked to. Any member of staff may see one first.</summary>
public sealed class OpenProblem(ICollaborationStore store, IEventHub hub, TimeProvider clock)
{
    public async Task<ProblemOutcome> ExecuteAsync(Actor actor, string title, string cause, CancellationToken ct)
    {
        if (!actor.IsStaff) return new ProblemOutcome.Refused(Refusal.NotYours);
        var name = TextRules.OneLine(TextRules.Storable(title), Problem.LongestTitle);
        if (name.Length == 0) return new ProblemOutcome.Refused(Refusal.Empty);
        if (cause.Length > Problem.LongestCause) return new ProblemOutcome.Refused(Refusal.TooLong);
        var now = clock.GetUtcNow();
        var problem = new Problem { Id = Guid.CreateVersion7(now), Title = name, Cause = TextRules.Storable(cause).Trim(), OpenedById = actor.User, OpenedByName = actor.Name, OpenedAt = now };
        await store.AddProblemAsync(problem, ct);
        hub.Publish(new ProblemChanged(problem.Id));
        return new ProblemOutcome.Done(problem);
    }
}
