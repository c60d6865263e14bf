using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Keeps presence true: who has a page open is there; who has had none for a while is offline.</summary>
public sealed class RefreshPresence(IRoutingStore store, IEventHub hub, TimeProvider clock, IOptions<RoutingOptions> options)
{
    /// <summary>Marks the agents connected to this node as seen.</summary>
    public async Task SeenAsync(IReadOnlyCollection<UserId> connected, CancellationToken ct)
    {
        if (connected.Count == 0) return;
        foreach (var agent in await store.TouchAsync(connected, clock.GetUtcNow(), ct)) hub.Publish(new AgentChanged(agent));
    }

    /// <summary>Takes absent agents offline, on whichever node they were.</summary>
    public async Task ExpireAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var agent in await store.TakeAbsentOfflineAsync(now - options.Value.AbsentAfter, now, ct)) hub.Publish(new AgentChanged(agent));
    }
}
