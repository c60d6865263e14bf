using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Removes a queue that nothing uses any more.</summary>
public sealed class DeleteQueue(IRoutingStore store, IEventHub hub)
{
    /// <returns>False when the actor may not, or conversations, inboxes, other queues, policies or tiers still use it.</returns>
    public async Task<bool> ExecuteAsync(Actor actor, QueueId id, CancellationToken ct)
    {
        if (actor.Role is not Role.Admin || !await store.DeleteQueueAsync(id, ct)) return false;
        hub.Publish(new QueueChanged(id));
        return true;
    }
}
