using Microsoft.Extensions.Options;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Demo;

/// <param name="Run">Null when nobody is simulated now.</param>
/// <param name="Conversations">Simulated ones that are there, up to <see cref="CountSimulated.Most"/>.</param>
public sealed record TrafficState(TrafficRun? Run, int Conversations);

/// <summary>What those who lead see of the simulated customers.</summary>
public sealed class ReadTraffic(ITrafficStore store, CountSimulated count, IOptions<TrafficOptions> options, TimeProvider clock)
{
    /// <returns>Null for whom it does not concern.</returns>
    public async Task<TrafficState?> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Leads || !options.Value.Enabled) return null;
        var run = await store.FindAsync(ct);
        return new(run is not null && run.StopsAt > clock.GetUtcNow() ? run : null, await count.ExecuteAsync(actor, ct));
    }
}
