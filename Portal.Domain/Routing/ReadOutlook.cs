using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>A conversation that waits for somebody.</summary>
public sealed record InLine(ConversationId Conversation, CustomerId Customer, DateTimeOffset QueuedAt, LinePlace Place = LinePlace.InLine, DateTimeOffset? HeldUntil = null, int? Priority = null, PriorityLevel Level = PriorityLevel.Normal, bool IsSimulated = false);

/// <param name="Position">1 for the next of the queue.</param>
/// <param name="Wait">Null when nothing honest can be said.</param>
/// <param name="Place">Whether they are in line at all.</param>
/// <param name="MayLeave">They have waited so long that they may leave an address instead.</param>
public sealed record Outlook(int Position, WaitEstimate? Wait, LinePlace Place = LinePlace.InLine, bool MayLeave = false)
{
    /// <summary>When the queue opens; null while it is open, and when nobody knows.</summary>
    public DateTimeOffset? OpensAt { get; init; }
}

/// <summary>
/// What a waiting customer is told: how many are before them, and how long it usually takes. One reading of the database
/// serves everybody who waits on this node, however many ask.
/// </summary>
public sealed class ReadOutlook(IRoutingStore store, QueueHours hours, TimeProvider clock)
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
        var rules = (await hours.AtAsync(await store.ListQueuesAsync(queues, ct), now, ct)).ToDictionary(q => q.Id);
        foreach (var queue in queues)
        {
            var pace = WaitRules.Pace(answers[queue], now);
            var rule = rules.GetValueOrDefault(queue);
            var opensAt = rule?.ClosedUntil;
            if (opensAt == DateTimeOffset.MaxValue) opensAt = null;
            var (position, played) = (0, 0);
            foreach (var who in InOrder(rule, await store.ListLineAsync(queue, Most, ct), now))
            {
                // Nobody stands behind those who are not in line, and nobody real behind a customer of the demo.
                ref var last = ref who.IsSimulated ? ref played : ref position;
                if (who.Place is not LinePlace.Beyond) last++;
                var place = (who.IsSimulated ? position + played : position) + (who.Place is LinePlace.Beyond ? 1 : 0);
                var mayLeave = who.Place is LinePlace.Beyond || (who.Place is not LinePlace.ByEmail && rule is not null && SurgeRules.OffersEmail(rule, now - who.QueuedAt, now));
                places[who.Conversation] = (who, new(place, pace is { } known && who.Place is not LinePlace.Beyond ? WaitRules.Estimate(place, known) : null, who.Place, mayLeave) { OpensAt = opensAt });
            }
        }

        return new(now, places);
    }

    /// <summary>As routing serves them, so that nobody is told a place that somebody more pressing has.</summary>
    private static IEnumerable<InLine> InOrder(Queue? queue, IReadOnlyList<InLine> line, DateTimeOffset now) =>
        queue is null ? line.OrderBy(w => w.IsSimulated) : line.OrderBy(w => w.IsSimulated).ThenByDescending(w => UrgencyRules.Urgency(queue, w.Priority ?? queue.Priority, w.Level, w.QueuedAt, now));

    private sealed record Line(DateTimeOffset At, IReadOnlyDictionary<ConversationId, (InLine Who, Outlook Outlook)> Places);
}
