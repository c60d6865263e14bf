using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// Ends a conversation. The customer may come back to it for a while by writing. Where its queue gives time for wrap-up, whoever
/// answered it keeps its units until they are done (<see cref="EndWrapUp"/>).
/// </summary>
public sealed class ResolveConversation(IConversationLog log, IConversationStore store)
{
    public async Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, CancellationToken ct)
    {
        var wrapUp = actor.IsStaff ? await store.FindWrapUpAsync(id, ct) : TimeSpan.Zero;
        return await ChangeOutcome.Of(log, id, (c, now) => ConversationRules.Resolve(c, actor, now, wrapUp), ct);
    }
}
