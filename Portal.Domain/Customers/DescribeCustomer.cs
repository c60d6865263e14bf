using Portal.Domain.Shared;

namespace Portal.Domain.Customers;

/// <summary>What a visitor says about themselves before or during a chat. Never proof of anything.</summary>
public sealed class DescribeCustomer(ICustomerStore store, IEventHub hub, TimeProvider clock)
{
    /// <returns>The customer as stored. A verified customer's name and address stay as the company told them.</returns>
    public async Task<Customer> ExecuteAsync(Actor actor, string? name, string? email, string language, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = await store.FindAsync(actor.Customer, ct) ?? new Customer { Id = actor.Customer, CreatedAt = now, SimulatedAt = actor.IsSimulated ? now : null };
        var next = known with { Language = language, LastSeenAt = now };
        if (!known.IsVerified)
        {
            next = next with
            {
                Name = CustomerRules.CleanName(name) is { Length: > 0 } clean ? clean : known.Name,
                Email = CustomerRules.CleanEmail(email) ?? known.Email,
            };
        }

        if (next == known) return known;
        var saved = await store.SaveAsync(next, ct);
        hub.Publish(new CustomerChanged(Topic.Desk, saved));
        return saved;
    }
}
