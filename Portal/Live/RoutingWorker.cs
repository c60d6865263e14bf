using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>
/// Routes at once: when a conversation comes to a queue, when an agent gets room, and when an agent becomes available.
/// One pass at a time per node; other nodes may route the same queue, the claims in the database settle who wins.
/// </summary>
internal sealed class RoutingWorker(IEventHub hub, IRoutingStore store, RouteQueue route, SweepQueues sweep, TimeProvider clock, ILogger<RoutingWorker> logger) : BackgroundService
{
    private readonly DirtyQueues dirty = new();

    /// <summary>Times that something is set for already, so that a busy queue does not set hundreds.</summary>
    private readonly HashSet<DateTimeOffset> alarms = [];

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var desk = hub.Subscribe(Topic.Desk, fact => OnDeskAsync(fact, stopping));
        using var agents = hub.Subscribe(Topic.Agents, fact => OnAgentAsync(fact, stopping));
        using var setup = hub.Subscribe(Topic.Setup, OnSetup);
        await TrySweepAsync(stopping);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var queues = await dirty.NextAsync(stopping);
                var pass = await route.ExecuteAsync(queues, stopping);
                if (pass.LookAgainAt is { } at) _ = LookAgainAsync(queues, at, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The sweep tries again within a minute; the worker must not end.
                logger.LogError(error, "A queue could not be routed");
            }
        }
    }

    /// <summary>A fallback member's time comes without any event. The sweep would find it too, within a minute.</summary>
    private async Task LookAgainAsync(IReadOnlyList<QueueId> queues, DateTimeOffset at, CancellationToken ct)
    {
        var wait = at - clock.GetUtcNow();
        // Far times, such as when a queue opens after its holidays, are the sweep's, or timers would heap up over days.
        if (wait > TimeSpan.FromHours(12)) return;
        lock (alarms)
        {
            if (!alarms.Add(at)) return;
        }

        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (alarms) alarms.Remove(at);
        if (ct.IsCancellationRequested) return;
        foreach (var queue in queues) dirty.Add(queue);
    }

    private async ValueTask OnDeskAsync(IEvent fact, CancellationToken ct)
    {
        if (fact is Lagged) await TrySweepAsync(ct);
        if (fact is not ConversationChanged { After: var after, Before: var before }) return;
        // Only what comes to a queue: each further message of somebody who waits changes nothing for routing.
        if (after.QueuedAt is { } since && (before?.QueuedAt != since || before.QueueId != after.QueueId || !before.Needs.SequenceEqual(after.Needs) || before.Priority != after.Priority || before.Level != after.Level || before.Weight != after.Weight
            || (before.HeldUntil is not null && after.HeldUntil is null) || (before.Place != after.Place && after.Place is LinePlace.ByEmail))) dirty.Add(after.QueueId);
        if (before is not null && LineRules.LeavesRoom(before, after)) dirty.Add(before.QueueId);
        if (before?.Holder is { } freed && (freed != after.Holder || after.Takes < before.Takes)) await AddQueuesOfAsync(freed, ct);
    }

    private async ValueTask OnAgentAsync(IEvent fact, CancellationToken ct)
    {
        if (fact is AgentChanged { Agent: var agent } && RoutingRules.IsEligible(agent)) await AddQueuesOfAsync(agent.Id, ct);
        else if (fact is Lagged) await TrySweepAsync(ct);
    }

    private ValueTask OnSetup(IEvent fact)
    {
        if (fact is QueueChanged { Queue: var queue }) dirty.Add(queue);
        return ValueTask.CompletedTask;
    }

    private async Task AddQueuesOfAsync(UserId agent, CancellationToken ct)
    {
        foreach (var queue in await store.ListQueuesOfAsync(agent, ct)) dirty.Add(queue);
    }

    private async Task TrySweepAsync(CancellationToken ct)
    {
        try
        {
            await sweep.ExecuteAsync(ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogError(error, "Queues could not be swept");
        }
    }
}
