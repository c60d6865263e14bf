using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Ends a sleep: by hand at any time, by Portal when its time has come.</summary>
public sealed class WakeConversation(IConversationLog log)
{
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationRules.Wake(c, actor, now), ct);
}
