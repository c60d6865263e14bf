using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>The lists of the workspace. Staff only; anybody else gets nothing.</summary>
public sealed class ListConversations(IConversationStore store)
{
    public const int Limit = 200;

    public async Task<IReadOnlyList<ConversationRow>> ExecuteAsync(Actor actor, ConversationFilter filter, CancellationToken ct) =>
        actor.IsStaff ? await store.ListAsync(filter, actor.User, Limit, ct) : [];

    public async Task<ConversationRow?> FindAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        actor.IsStaff ? await store.FindRowAsync(id, actor.User, ct) : null;

    public async Task<IReadOnlyList<ConversationRow>> OfCustomerAsync(Actor actor, CustomerId customer, CancellationToken ct) =>
        actor.IsStaff ? await store.ListOfCustomerAsync(customer, actor.User, 50, ct) : [];

    /// <summary>What the actor has resolved and is still wrapping up.</summary>
    public async Task<IReadOnlyList<ConversationRow>> WrapUpsAsync(Actor actor, CancellationToken ct) =>
        actor.IsStaff ? await store.ListWrapUpsAsync(actor.User, 20, ct) : [];

    public async Task<ConversationCounts> CountAsync(Actor actor, CancellationToken ct) =>
        actor.IsStaff ? await store.CountAsync(actor.User, ct) : new(0, 0, 0);
}
