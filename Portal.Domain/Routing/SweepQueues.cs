using Microsoft.Extensions.Logging;

namespace Portal.Domain.Routing;

/// <summary>Catches what no event told: conversations that wait although somebody is free, and loads that disagree with the conversations.</summary>
public sealed class SweepQueues(IRoutingStore store, RouteQueue route, ILogger<SweepQueues> logger)
{
    public async Task ExecuteAsync(CancellationToken ct)
    {
        foreach (var agent in await store.CorrectLoadsAsync(ct))
            logger.LogError("The load of agent {Agent} disagreed with their conversations and was corrected", agent);
        await route.ExecuteAsync(await store.ListQueuesWithWaitingAsync(ct), ct);
    }
}
