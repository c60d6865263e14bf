using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Ends a conversation. The customer may come back to it for a while by writing.</summary>
public sealed class ResolveConversation(IConversationLog log)
{
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationRules.Resolve(c, actor, now), ct);
}
