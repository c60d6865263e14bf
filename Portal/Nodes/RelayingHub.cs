using Portal.Domain.Shared;

namespace Portal.Nodes;

/// <summary>The hub of a node among others: what is published here is heard here at once, and elsewhere as soon as Redis has carried it.</summary>
public sealed class RelayingHub(EventHub local, RelayOutbox outbox, RecentTopics recent) : IEventHub
{
    public void Publish(IEvent fact)
    {
        local.Publish(fact);
        if (!RelayCodec.Travels(fact)) return;
        outbox.Add(fact);
        if (!RelayOutbox.IsHint(fact)) recent.Note(fact.Topic);
    }

    public IDisposable Subscribe(Topic topic, Func<IEvent, ValueTask> handler, Func<IEvent, bool>? concerns = null) => local.Subscribe(topic, handler, concerns);
}
