using Microsoft.Extensions.Options;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>
/// Takes a consult on, declines it, or takes the question back. Two people who take on the same one at once: one of them
/// has it. Taking on is a person's own decision, so it may go above their capacity; routing counts it from then on.
/// </summary>
public sealed class MoveConsult(ICollaborationStore store, TellConsult tell, IOptions<CollaborationOptions> options, TimeProvider clock)
{
    public async Task<ConsultOutcome> ExecuteAsync(Actor actor, Guid id, ConsultMove move, CancellationToken ct)
    {
        if (await store.FindConsultAsync(id, ct) is not { } before) return new ConsultOutcome.Unknown();
        var now = clock.GetUtcNow();
        var after = move switch
        {
            ConsultMove.Accept => ConsultRules.Accept(before, actor, await tell.IsMemberAsync(actor, before, ct), options.Value.ConsultTakes, now),
            ConsultMove.Decline => ConsultRules.Decline(before, actor, options.Value.ConsultWaits, now),
            ConsultMove.Withdraw => ConsultRules.Withdraw(before, actor, now),
            _ => throw new ArgumentOutOfRangeException(nameof(move), move, "No such move"),
        };
        if (after is null) return new ConsultOutcome.Refused(before.Status is ConsultStatus.Open ? Refusal.NotYours : Refusal.AlreadyTaken);
        if (!await store.ReplaceConsultAsync(before, after, ct)) return new ConsultOutcome.Refused(Refusal.AlreadyTaken);
        await tell.ExecuteAsync(after, before, ct);
        return new ConsultOutcome.Done(after);
    }
}
