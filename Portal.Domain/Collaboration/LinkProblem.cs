using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Links a conversation to a problem, or takes the link away. A later update reaches what is linked then.</summary>
public sealed class LinkProblem(ICollaborationStore store, ReadTimeline timeline, IEventHub hub, TimeProvider clock)
{
    public async Task<ProblemOutcome> ExecuteAsync(Actor actor, Guid problem, ConversationId conversation, bool link, CancellationToken ct)
    {
        if (!actor.IsStaff) return new ProblemOutcome.Refused(Refusal.NotYours);
        if (await store.FindProblemAsync(problem, ct) is not { } found || await timeline.FindAsync(actor, conversation, ct) is null) return new ProblemOutcome.Unknown();
        if (link)
        {
            if (found.ClosedAt is not null) return new ProblemOutcome.Refused(Refusal.Resolved);
            if (!await store.LinkAsync(new() { ProblemId = problem, ConversationId = conversation, At = clock.GetUtcNow() }, Problem.MostLinked, ct)) return new ProblemOutcome.Refused(Refusal.TooFar);
        }
        else
        {
            await store.UnlinkAsync(problem, conversation, ct);
        }

        hub.Publish(new ProblemChanged(problem));
        return new ProblemOutcome.Done(found);
    }
}
