using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Moves a conversation to another queue, where it waits from now on.</summary>
public sealed class TransferConversation(IConversationLog log)
{
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, QueueId queue, string queueName, CancellationToken ct, string? reason = null) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationRules.Transfer(c, actor, queue, queueName, now, reason), ct);
}
