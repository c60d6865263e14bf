namespace Portal.Domain.Routing;

/// <summary>What a surge means beside larger capacities (<see cref="CapacityRules"/>). Pure.</summary>
public static class SurgeRules
{
    /// <summary>Until its end: members take more, customers are greeted briefly, and everybody who waits may leave an address at once.</summary>
    public static bool IsOn(Queue queue, DateTimeOffset now) => queue.SurgeUntil is { } until && now < until;

    /// <summary>Whether whoever has waited so long is offered an answer at an address instead.</summary>
    public static bool OffersEmail(Queue queue, TimeSpan waited, DateTimeOffset now) => IsOn(queue, now) || (queue.OfferEmailAfter is { } after && waited >= after);
}
