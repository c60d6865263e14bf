using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Gives a conversation back to its queue; the one who had it is not asked again in this round.</summary>
public sealed class UnassignConversation(IConversationLog log)
{
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, string reason, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationRules.Unassign(c, actor, reason, now), ct);
}
