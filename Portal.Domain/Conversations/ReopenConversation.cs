using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Takes a resolved conversation up again; it is the actor's, if they have room.</summary>
public sealed class ReopenConversation(IConversationLog log)
{
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationRules.Reopen(c, actor, now), ct);
}
