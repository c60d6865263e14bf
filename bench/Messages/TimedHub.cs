using System.Collections.Concurrent;
using System.Diagnostics;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Bench.Messages;

/// <summary>The product's hub, with a note of the time at which each entry was published: right after its commit.</summary>
internal sealed class TimedHub(EventHub inner) : IEventHub
{
    private readonly ConcurrentDictionary<(ConversationId, long), long> published = new();

    public bool Measures { get; set; }

    public void Publish(IEvent fact)
    {
        if (Measures && fact is EntryPosted { Topic.Kind: TopicKind.Staff } posted) published[(posted.Entry.ConversationId, posted.Entry.Sequence)] = Stopwatch.GetTimestamp();
        inner.Publish(fact);
    }

    public IDisposable Subscribe(Topic topic, Func<IEvent, ValueTask> handler, Func<IEvent, bool>? concerns = null) => inner.Subscribe(topic, handler);

    /// <summary>Milliseconds since the entry was published; null for one that was not measured.</summary>
    public double? Since(EntryPosted posted) =>
        published.TryRemove((posted.Entry.ConversationId, posted.Entry.Sequence), out var at) ? Stopwatch.GetElapsedTime(at).TotalMilliseconds : null;
}
