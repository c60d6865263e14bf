using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

public abstract record SaveQueueOutcome
{
    public sealed record Saved(Queue Queue) : SaveQueueOutcome;

    /// <summary>What is wrong, by field name, as resource keys.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Faults) : SaveQueueOutcome;

    public sealed record NotAllowed : SaveQueueOutcome;
}

/// <summary>Creates or changes a queue with its members.</summary>
public sealed class SaveQueue(IRoutingStore store, IEventHub hub)
{
    /// <param name="fallback">Those of <paramref name="members"/> who help out when the wait is long.</param>
    public async Task<SaveQueueOutcome> ExecuteAsync(Actor actor, Queue queue, IReadOnlyCollection<UserId> members, IReadOnlyCollection<UserId> fallback, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) return new SaveQueueOutcome.NotAllowed();
        var name = TextRules.OneLine(TextRules.Storable(queue.Name), 60);
        var faults = new Dictionary<string, string>();
        if (name.Length == 0) faults[nameof(Queue.Name)] = "queue-name-missing";
        else if ((await store.ListQueuesAsync(ct)).Any(q => q.Id != queue.Id && string.Equals(q.Name, name, StringComparison.OrdinalIgnoreCase))) faults[nameof(Queue.Name)] = "queue-name-taken";
        if (queue.OfferTimeout < TimeSpan.FromSeconds(5) || queue.OfferTimeout > TimeSpan.FromHours(1)) faults[nameof(Queue.OfferTimeout)] = "queue-offer-timeout-range";
        if (queue.ServiceLevelPercent is < 1 or > 100) faults[nameof(Queue.ServiceLevelPercent)] = "queue-percent-range";
        if (queue.ServiceLevelWithin < TimeSpan.FromSeconds(1) || queue.ServiceLevelWithin > TimeSpan.FromDays(30)) faults[nameof(Queue.ServiceLevelWithin)] = "queue-within-range";
        if (queue.Priority is < Queue.HighestPriority or > Queue.LowestPriority) faults[nameof(Queue.Priority)] = "queue-priority-range";
        if (queue.FallbackAfter is { } wait && (wait < TimeSpan.FromSeconds(1) || wait > TimeSpan.FromDays(1))) faults[nameof(Queue.FallbackAfter)] = "queue-fallback-range";
        if (faults.Count > 0) return new SaveQueueOutcome.Invalid(faults);

        var saved = queue with { Name = name };
        await store.SaveQueueAsync(saved, members, fallback, ct);
        hub.Publish(new QueueChanged(queue.Id));
        return new SaveQueueOutcome.Saved(saved);
    }
}
