using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Customers;

/// <summary>Who the company's site says that its visitor is, with the proof made by its server.</summary>
public sealed record IdentityClaim(string Id, string? Hash, string? Name, string? Email, IReadOnlyDictionary<string, string?> Attributes);

/// <summary>Stores a proven identity. The proof is checked here, against the inbox's secret, and nowhere else.</summary>
public sealed class IdentifyCustomer(ICustomerStore store, IEventHub hub, IOptions<CustomerOptions> options, TimeProvider clock)
{
    /// <returns>The customer, or null when the proof is wrong; then nothing was changed.</returns>
    public async Task<Customer?> ExecuteAsync(InboxId inbox, string secret, IdentityClaim claim, string language, CancellationToken ct)
    {
        if (!CustomerRules.Proves(secret, claim.Id, claim.Hash)) return null;
        var now = clock.GetUtcNow();
        var known = await store.FindByExternalIdAsync(inbox, claim.Id, ct)
            ?? new Customer { Id = CustomerId.New(), IdentifiedBy = inbox, ExternalId = claim.Id, CreatedAt = now, Language = language };
        var attributes = CustomerRules.Limit(known.Attributes.SetItems(CustomerRules.CleanAttributes(claim.Attributes)));
        var saved = await store.SaveAsync(known with
        {
            Name = CustomerRules.CleanName(claim.Name) is { Length: > 0 } name ? name : known.Name,
            Email = CustomerRules.CleanEmail(claim.Email) ?? known.Email,
            Attributes = attributes,
            Value = CustomerRules.ValueOf(attributes, options.Value),
            LastSeenAt = now,
        }, ct);
        hub.Publish(new CustomerChanged(Topic.Desk, saved));
        return saved;
    }
}
