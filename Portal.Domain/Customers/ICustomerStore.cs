using Portal.Domain.Shared;

namespace Portal.Domain.Customers;

public interface ICustomerStore
{
    Task<Customer?> FindAsync(CustomerId id, CancellationToken ct);

    Task<Customer?> FindByExternalIdAsync(InboxId inbox, string externalId, CancellationToken ct);

    /// <summary>Inserts, or updates everything but the id. Two first saves of one external id end in one customer: the stored one is returned.</summary>
    Task<Customer> SaveAsync(Customer customer, CancellationToken ct);

    /// <summary>Removes the simulated customers made before a time; not those who have a conversation.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveSimulatedAsync(DateTimeOffset madeBefore, CancellationToken ct);
}
