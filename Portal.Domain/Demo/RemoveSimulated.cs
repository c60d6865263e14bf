using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Demo;

/// <summary>Ends the run and removes everything that simulated customers left, so that no trace of them stays.</summary>
public sealed class RemoveSimulated(ITrafficStore store, RemoveSimulatedConversations conversations, RemoveSimulatedCustomers customers, RecountLoads loads, TimeProvider clock)
{
    /// <returns>How many conversations were removed; null for those who do not lead.</returns>
    public async Task<int?> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Leads) return null;
        // A node that plays the run may be about to write: it clears once more when it hears of this.
        await store.RemoveAsync(clock.GetUtcNow(), ct);
        return await ClearAsync(actor, ct);
    }

    internal async Task<int> ClearAsync(Actor actor, CancellationToken ct)
    {
        var removed = await conversations.ExecuteAsync(actor, ct);
        await customers.ExecuteAsync(actor, clock.GetUtcNow(), ct);
        await loads.ExecuteAsync(actor, ct);
        return removed;
    }
}
