using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>A conversation that waits for somebody.</summary>
public sealed record InLine(ConversationId Conversation, CustomerId Customer, DateTimeOffset QueuedAt);

/// <param name="Position">1 for the next of the queue.</param>
/// <param name="Wait">Null when nothing honest can be said.</param>
public sealed record Outlook(int Position, WaitEstimate? Wait);

/// <summary>
/// What a waiting customer is told: how many are before them, and how long it usually takes. One reading of the database
/// serves everybody who waits on this node, however many ask.
/// </summary>
public sealed class ReadOutlook(IRoutingStore store, TimeProvider clock)
{
    /// <summary>How old a reading may be.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(4);

    /// <summary>Beyond this many a position says nothing to anybody.</summary>
    private const int Most = 5_000;

    private readonly SemaphoreSlim reading = new(1, 1);
    private Line line = new(DateTimeOffset.MinValue, new Dictionary<ConversationId, (InLine, Outlook)>());

    /// <returns>Null for a conversation that does not wait, or is not the actor's.</returns>
    public async Task<Outlook?> ExecuteAsync(Actor customer, ConversationId id, CancellationToken ct)
    {
        if (customer.Role is not Role.Customer) return null;
        return (await CurrentAsync(ct)).Places.TryGetValue(id, out var place) && place.Who.Customer == customer.Customer ? place.Outlook : null;
    }

    private async Task<Line> CurrentAsync(CancellationToken ct)
    {
        if (IsFresh(line)) return line;
        await reading.WaitAsync(ct);
        try
        {
            return IsFresh(line) ? line : line = await ReadAsync(clock.GetUtcNow(), ct);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>A clock that was set back must not keep an old reading.</summary>
    private bool IsFresh(Line known) => clock.GetUtcNow() - known.At is var age && age >= TimeSpan.Zero && age < Freshness;

    private async Task<Line> ReadAsync(DateTimeOffset now, CancellationToken ct)
    {
        var queues = await store.ListQueuesWithWaitingAsync(ct);
        var places = new Dictionary<ConversationId, (InLine, Outlook)>();
        if (queues.Count == 0) return new(now, places);
        var answers = (await store.ListAnswersAsync(now - WaitRules.Window, Most, ct)).ToLookup(a => a.Queue, a => a.At);
        foreach (var queue in queues)
        {
            var pace = WaitRules.Pace(answers[queue], now);
            var position = 0;
            foreach (var who in await store.ListLineAsync(queue, Most, ct))
            {
                position++;
                places[who.Conversation] = (who, new(position, pace is { } known ? WaitRules.Estimate(position, known) : null));
            }
        }

        return new(now, places);
    }

    private sealed record Line(DateTimeOffset At, IReadOnlyDictionary<ConversationId, (InLine Who, Outlook Outlook)> Places);
}
