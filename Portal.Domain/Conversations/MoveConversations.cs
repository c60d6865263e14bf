using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Brings the conversations of an anonymous visitor to the identity that was proven. Portal's own doing, never a visitor's.</summary>
public sealed class MoveConversations(IConversationLog log, IConversationStore store)
{
    /// <summary>More than one visit holds; the rest stays where it is.</summary>
    private const int Most = 20;

    public async Task ExecuteAsync(Actor actor, CustomerId from, CustomerId to, string name, CancellationToken ct)
    {
        if (actor.Role is not Role.System) throw new UnauthorizedAccessException("Only Portal moves conversations.");
        foreach (var id in await store.ListIdsOfCustomerAsync(from, Most, ct))
            await log.WriteAsync(new LogRequest(id, (c, _) => ConversationRules.Identify(c, from, to, name)), ct);
    }
}
