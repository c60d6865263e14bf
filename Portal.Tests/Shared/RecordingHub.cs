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

    public void Publish(IEvent fact)
    {
        lock (gate) facts.Add(fact);
    }

    public IDisposable Subscribe(Topic topic, Func<IEvent, ValueTask> handler) =>
        throw new NotSupportedException("This hub only records; use EventHub to subscribe.");
}
