using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Data.Customers;

public sealed class CustomerStore(IDbContextFactory<PortalDbContext> contexts, WriteGate gate) : ICustomerStore
{
    public async Task<Customer?> FindAsync(CustomerId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
    }

    public async Task<Customer?> FindByExternalIdAsync(InboxId inbox, string externalId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.IdentifiedBy == inbox && c.ExternalId == externalId, ct);
    }

    public async Task<Customer> SaveAsync(Customer customer, CancellationToken ct)
    {
        try
        {
            return await TrySaveAsync(customer, ct);
        }
        catch (DbUpdateException) when (customer is { IdentifiedBy: not null, ExternalId: not null })
        {
            // Somebody stored the same identity between our reading and writing: theirs is the one, with our facts.
            var known = await FindByExternalIdAsync(customer.IdentifiedBy.Value, customer.ExternalId, ct);
            if (known is null || known.Id == customer.Id) throw;
            return await TrySaveAsync(customer with { Id = known.Id, CreatedAt = known.CreatedAt }, ct);
        }
    }

    public async Task<int> RemoveSimulatedAsync(DateTimeOffset madeBefore, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await db.Customers.Where(c => c.SimulatedAt < madeBefore && !db.Conversations.Any(x => x.CustomerId == c.Id)).ExecuteDeleteAsync(ct);
    }

    private async Task<Customer> TrySaveAsync(Customer customer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Customers.AnyAsync(c => c.Id == customer.Id, ct) ? db.Customers.Update(customer) : db.Customers.Add(customer);
        row.Property<string>(PortalDbContext.CustomerNameKey).CurrentValue = CustomerRules.SearchKey(customer.Name);
        row.Property<string?>(PortalDbContext.CustomerEmailKey).CurrentValue = customer.Email is { } email ? CustomerRules.SearchKey(email) : null;
        await db.SaveChangesAsync(ct);
        return customer;
    }
}
