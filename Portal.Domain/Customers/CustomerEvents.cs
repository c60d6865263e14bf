using Portal.Domain.Shared;

namespace Portal.Domain.Customers;

/// <summary>A customer's name or facts changed; on the desk's topic, so that lists show the new name.</summary>
public sealed record CustomerChanged(Topic Topic, Customer Customer) : IEvent;
