using Portal.Domain.Shared;

namespace Portal.Domain.Customers;

/// <summary>A profile, for staff and for the customer it belongs to.</summary>
public sealed class FindCustomer(ICustomerStore store)
{
    public async Task<Customer?> ExecuteAsync(Actor actor, CustomerId id, CancellationToken ct) =>
        actor.IsStaff || (actor.Role is Role.Customer && actor.Customer == id) ? await store.FindAsync(id, ct) : null;
}
