using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Keeps presence true: who has a page open is there; who has had none for a while is offline, and who does nothing is away.</summary>
public sealed class RefreshPresence(IRoutingStore store, IEventHub hub, TimeProvider clock, IOptions<RoutingOptions> options, ILogger<RefreshPresence> logger)
{
    /// <summary>Records forgotten at a time, so that nothing else waits long for the database.</summary>
    private const int Batch = 1_000;

    /// <summary>Marks the agents connected to this node as seen.</summary>
    /// <param name="acted">Those who have done something since the last time.</param>
    public async Task SeenAsync(IReadOnlyCollection<UserId> connected, IReadOnlyCollection<UserId> acted, CancellationToken ct)
    {
        if (connected.Count == 0) return;
        foreach (var agent in await store.TouchAsync(connected, acted, clock.GetUtcNow(), ct)) hub.Publish(new AgentChanged(agent));
    }

    /// <summary>Takes absent agents offline, on whichever node they were.</summary>
    public async Task ExpireAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var agent in await store.TakeAbsentOfflineAsync(now - options.Value.AbsentAfter, now, ct)) hub.Publish(new AgentChanged(agent));
    }

    /// <summary>Forgets changes of status that are older than they are kept for.</summary>
    /// <returns>How many were forgotten.</returns>
    public async Task<int> ForgetAsync(CancellationToken ct)
    {
        var (all, before) = (0, clock.GetUtcNow() - options.Value.KeepStatusChanges);
        while (true)
        {
            var forgotten = await store.ForgetPresenceChangesAsync(before, Batch, ct);
            all += forgotten;
            if (forgotten < Batch) return all;
        }
    }

    /// <summary>
    /// Takes those for away who have done nothing on any node for as long as the company set: what comes goes to their colleagues.
    /// They stay away until they say that they are back.
    /// </summary>
    public async Task IdleAsync(CancellationToken ct)
    {
        if ((await store.FindSettingsAsync(ct)).IdleAfter is not { } after) return;
        var now = clock.GetUtcNow();
        foreach (var agent in await store.TakeIdleAwayAsync(now - after, now, ct))
        {
            logger.LogInformation("Agent {Agent} has done nothing for {IdleAfter} and is away", agent.Id, after);
            hub.Publish(new AgentChanged(agent));
        }
    }
}
