using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Portal.Domain.Shared;

/// <summary>In-process publish and subscribe by topic. Handlers run outside any lock, on the thread pool.</summary>
public sealed class EventHub(ILogger<EventHub> logger) : IEventHub
{
    public const string MeterName = "Portal.Events";

    /// <summary>Events that one subscriber may be behind before it is told to read again instead.</summary>
    public const int Backlog = 256;

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Delay = Meter.CreateHistogram<double>("portal.events.delay", "ms", "From publishing, right after the commit, to the subscriber's handler",
        advice: new() { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1000] });
    private static readonly string[] Kinds = Enum.GetNames<TopicKind>();
    private static readonly Counter<long> Lags = Meter.CreateCounter<long>("portal.events.lagged", "{subscribers}", "Subscribers that fell behind and were told to read again");

    private readonly ConcurrentDictionary<Topic, ImmutableArray<Subscription>> topics = new();

    /// <summary>Topics with at least one subscriber.</summary>
    public int TopicCount => topics.Count;

    /// <summary>Topics with at least one subscriber at this moment.</summary>
    public IReadOnlyCollection<Topic> Topics => [.. topics.Keys];

    public void Publish(IEvent fact)
    {
        if (!topics.TryGetValue(fact.Topic, out var subscribers)) return;
        var at = Stopwatch.GetTimestamp();
        foreach (var subscriber in subscribers) subscriber.Enqueue(fact, at);
    }

    public IDisposable Subscribe(Topic topic, Func<IEvent, ValueTask> handler, Func<IEvent, bool>? concerns = null)
    {
        var subscription = new Subscription(this, topic, handler, concerns);
        topics.AddOrUpdate(topic, static (_, s) => [s], static (_, all, s) => all.Add(s), subscription);
        return subscription;
    }

    /// <summary>
    /// Tells the topic's subscribers that they missed something, when the events themselves were lost on the way here.
    /// What still waits for them is older than the read that they do now, and is dropped.
    /// </summary>
    public void Lag(Topic topic)
    {
        if (!topics.TryGetValue(topic, out var subscribers)) return;
        foreach (var subscriber in subscribers) subscriber.Lag();
    }

    private void Remove(Subscription subscription)
    {
        // Compare-and-swap on the dictionary's own entry: a concurrent subscriber to the same topic is never dropped.
        while (topics.TryGetValue(subscription.Topic, out var all))
        {
            var rest = all.Remove(subscription);
            if (rest.IsEmpty ? topics.TryRemove(new(subscription.Topic, all)) : topics.TryUpdate(subscription.Topic, rest, all)) return;
        }
    }

    private sealed class Subscription(EventHub hub, Topic topic, Func<IEvent, ValueTask> handler, Func<IEvent, bool>? concerns) : IDisposable, IThreadPoolWorkItem
    {
        private readonly Queue<(IEvent Fact, long At)> waiting = new();
        private bool draining;
        private bool lagging;
        private volatile bool disposed;

        public Topic Topic => topic;

        public void Enqueue(IEvent fact, long at)
        {
            // Before the queue and the thread pool: what happens at a busy desk concerns few of those who listen.
            if (!Concerns(fact)) return;
            lock (waiting)
            {
                if (disposed) return;
                if (waiting.Count >= Backlog)
                {
                    // Whatever waits is older than a fresh read: drop it all and say so once.
                    waiting.Clear();
                    lagging = true;
                }
                else if (!lagging)
                {
                    waiting.Enqueue((fact, at));
                }

                if (draining) return;
                draining = true;
            }

            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        public void Lag()
        {
            lock (waiting)
            {
                if (disposed) return;
                waiting.Clear();
                lagging = true;
                if (draining) return;
                draining = true;
            }

            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        private bool Concerns(IEvent fact)
        {
            if (concerns is null || fact is Lagged) return true;
            try
            {
                return concerns(fact);
            }
            catch (Exception error)
            {
                // Never to the publisher: it has committed already, and would write again.
                hub.logger.LogError(error, "A subscriber of {Topic} could not tell whether {Event} concerns it", topic.Kind, fact.GetType().Name);
                return true;
            }
        }

        public void Execute() => _ = DrainAsync();

        private async Task DrainAsync()
        {
            while (Next() is { } fact)
            {
                try
                {
                    await handler(fact);
                }
                catch (Exception error)
                {
                    hub.logger.LogError(error, "A subscriber of {Topic} failed on {Event}", topic.Kind, fact.GetType().Name);
                }
            }
        }

        private IEvent? Next()
        {
            lock (waiting)
            {
                if (!disposed && lagging)
                {
                    lagging = false;
                    Lags.Add(1);
                    return new Lagged(topic);
                }

                if (!disposed && waiting.TryDequeue(out var next))
                {
                    Delay.Record(Stopwatch.GetElapsedTime(next.At).TotalMilliseconds, new KeyValuePair<string, object?>("topic", Kinds[(int)topic.Kind]));
                    return next.Fact;
                }

                draining = false;
                return null;
            }
        }

        public void Dispose()
        {
            lock (waiting)
            {
                if (disposed) return;
                disposed = true;
                waiting.Clear();
            }

            hub.Remove(this);
        }
    }

    private readonly ILogger logger = logger;
}
