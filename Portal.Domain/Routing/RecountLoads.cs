using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Gives agents their capacity back after conversations were removed that they held.</summary>
public sealed class RecountLoads(IRoutingStore store, IEventHub hub)
{
    public async Task ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Leads) throw new UnauthorizedAccessException("Only those who lead have loads counted anew.");
        var corrected = await store.CorrectLoadsAsync(ct);
        if (corrected.Count == 0) return;
        foreach (var agent in (await store.ListAgentsAsync(ct)).Where(a => corrected.Contains(a.Id))) hub.Publish(new AgentChanged(agent));
    }
}
