using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>The assignee looks at the conversation: the offer is taken and the customer is told who is there.</summary>
public sealed class OpenConversation(IConversationLog log)
{
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationRules.Open(c, actor, now), ct);
}
