using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.Customers;

/// <summary>
/// A person who writes. An anonymous visitor has neither <see cref="ExternalId"/> nor proof of who they are; what they
/// typed about themselves is shown as unverified.
/// </summary>
public sealed record Customer
{
    public required CustomerId Id { get; init; }

    /// <summary>The inbox that vouched for the identity. External ids of different inboxes are different people.</summary>
    public InboxId? IdentifiedBy { get; init; }

    /// <summary>The company's own id of the person, proven by the inbox's secret.</summary>
    public string? ExternalId { get; init; }

    public string Name { get; init; } = "";
    public string? Email { get; init; }
    public string Language { get; init; } = "en";

    /// <summary>Facts that the company's site told, such as the plan or the last order.</summary>
    public ImmutableDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What the customer is worth to the company, from 0 to 1, as <see cref="CustomerRules.ValueOf"/> reads it from the attributes.</summary>
    public double Value { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When the demo made this customer; null for a real one.</summary>
    public DateTimeOffset? SimulatedAt { get; init; }

    public bool IsVerified => ExternalId is not null;

    /// <summary>Something to call them by, always.</summary>
    public string DisplayName => CustomerRules.DisplayName(Name, Email, Id);
}
