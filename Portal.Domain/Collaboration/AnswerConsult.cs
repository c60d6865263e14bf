using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Answers a consult. The answer stands in the conversation as a note that names who asked; then the consult has ended.</summary>
public sealed class AnswerConsult(ICollaborationStore store, WriteNote write, TellConsult tell, TimeProvider clock)
{
    public async Task<ConsultOutcome> ExecuteAsync(Actor actor, Guid id, string answer, CancellationToken ct)
    {
        if (await store.FindConsultAsync(id, ct) is not { } before) return new ConsultOutcome.Unknown();
        if (string.IsNullOrWhiteSpace(answer)) return new ConsultOutcome.Refused(Refusal.Empty);
        if (ConsultRules.Answer(before, actor, await tell.IsMemberAsync(actor, before, ct), clock.GetUtcNow()) is not { } after)
            return new ConsultOutcome.Refused(before.IsLive ? Refusal.NotYours : Refusal.AlreadyTaken);

        // The note first, under an id that follows from consult, person and words: who is interrupted here answers again and there is one note,
        // while of two who answer at once both are read, and one of them has ended the consult.
        switch (await write.ExecuteAsync(actor, before.ConversationId, DerivedIds.Of(id, $"answer {actor.Id} {answer.Trim()}"), $"@{before.AskedByName} {answer.Trim()}", ct))
        {
            case PostOutcome.Refused refused: return new ConsultOutcome.Refused(refused.Reason);
            case PostOutcome.Unknown: return new ConsultOutcome.Unknown();
        }

        if (!await store.ReplaceConsultAsync(before, after, ct)) return new ConsultOutcome.Refused(Refusal.AlreadyTaken);
        await tell.ExecuteAsync(after, before, ct);
        return new ConsultOutcome.Done(after);
    }
}
