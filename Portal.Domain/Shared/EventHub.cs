using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Portal.Domain.Shared;

/// <summary>In-process publish and subscribe by topic. Handlers run outside any lock, on the thread pool.</summary>
public sealed class EventHub(ILogger<EventHub> logger) : IEventHub
{
    /// <summary>Events that one subscriber may be behind before it is told to read again instead.</summary>
    public const int Backlog = 256;

    private readonly ConcurrentDictionary<Topic, ImmutableArray<Subscription>> topics = new();

    /// <summary>Topics with at least one subscriber.</summary>
    public int TopicCount => topics.Count;

    /// <summary>Topics with at least one subscriber at this moment.</summary>
    public IReadOnlyCollection<Topic> Topics => [.. topics.Keys];

    public void Publish(IEvent fact)
    {
        if (!topics.TryGetValue(fact.Topic, out var subscribers)) return;
        foreach (var subscriber in subscribers) subscriber.Enqueue(fact);
    }

    public IDisposable Subscribe(Topic topic, Func<IEvent, ValueTask> handler)
    {
        var subscription = new Subscription(this, topic, handler);
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

    private sealed class Subscription(EventHub hub, Topic topic, Func<IEvent, ValueTask> handler) : IDisposable, IThreadPoolWorkItem
    {
        private readonly Queue<IEvent> waiting = new();
        private bool draining;
        private bool lagging;
        private volatile bool disposed;

        public Topic Topic => topic;

        public void Enqueue(IEvent fact)
        {
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
                    waiting.Enqueue(fact);
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
                    return new Lagged(topic);
                }

                if (!disposed && waiting.TryDequeue(out var fact)) return fact;
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
