using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>How often a customer came lately.</summary>
public sealed class CountContacts(IConversationStore store)
{
    /// <summary>Conversations begun since a time, counted up to 100.</summary>
    public async Task<int> ExecuteAsync(Actor actor, CustomerId customer, DateTimeOffset since, CancellationToken ct)
    {
        if (!actor.IsStaff && actor.Role is not Role.System) return 0;
        return await store.CountSinceAsync(customer, since, 100, ct);
    }
}
