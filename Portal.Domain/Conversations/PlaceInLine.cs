using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Lets a conversation into its queue's line, or tells its customer that the line is full. Repeating it changes nothing.</summary>
public sealed class PlaceInLine(IConversationLog log)
{
    public Task<ChangeOutcome> AdmitAsync(ConversationId id, QueueId queue, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, _) => ConversationLineRules.Admit(c, queue), ct);

    public Task<ChangeOutcome> TurnAwayAsync(ConversationId id, QueueId queue, LineFull full, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationLineRules.TurnAway(c, queue, full, now), ct);

    /// <param name="email">An address that was checked.</param>
    public Task<ChangeOutcome> AnswerByEmailAsync(Actor customer, ConversationId id, string email, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, _) => ConversationLineRules.AnswerByEmail(c, customer, email), ct);
}
