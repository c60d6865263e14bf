using Portal.Domain.Shared;

namespace Portal.Domain.Demo;

/// <summary>Sends the simulated customers away. What they wrote stays until it is removed.</summary>
public sealed class StopTraffic(ITrafficStore store)
{
    /// <returns>False for those who do not lead.</returns>
    public async Task<bool> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Leads) return false;
        await store.StopAsync(ct);
        return true;
    }
}
