using Portal.Domain.Shared;

namespace Portal.Tests.Shared;

/// <summary>Keeps what was published, in order. Nobody can subscribe.</summary>
public sealed class RecordingHub : IEventHub
{
    private readonly Lock gate = new();
    private readonly List<IEvent> facts = [];

    public IReadOnlyList<IEvent> Facts
    {
        get
        {
            lock (gate) return [.. facts];
        }
    }

    /// <summary>Called while a fact is being published, before the publisher goes on.</summary>
    public event Action<IEvent>? Publishing;

    public void Publish(IEvent fact)
    {
        lock (gate) facts.Add(fact);
        Publishing?.Invoke(fact);
    }

    public IDisposable Subscribe(Topic topic, Func<IEvent, ValueTask> handler, Func<IEvent, bool>? concerns = null) =>
        throw new NotSupportedException("This hub only records; use EventHub to subscribe.");
}
