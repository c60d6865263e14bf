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
    /// <summary>After a queue has failed. Those who wait there notice no more than a short delay when it was a passing fault.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly DirtyQueues dirty = new();

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
                await RouteAsync(await dirty.NextAsync(stopping), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Queues that fail together are routed one by one: what is wrong with one must not keep the others waiting.</summary>
    internal async Task RouteAsync(IReadOnlyList<QueueId> queues, CancellationToken ct)
    {
        try
        {
            var pass = await route.ExecuteAsync(queues, ct);
            if (pass.LookAgainAt is not { } at) return;
            foreach (var queue in queues) _ = dirty.AddAtAsync(queue, at, clock, ct);
        }
        catch (Exception error) when (queues.Count > 1 && !IsStop(error, ct))
        {
            logger.LogWarning(error, "{Count} queues could not be routed together", queues.Count);
            foreach (var queue in queues) await RouteAsync([queue], ct);
        }
        catch (Exception error) when (!IsStop(error, ct))
        {
            _ = dirty.AddAtAsync(queues[0], clock.GetUtcNow() + Retry, clock, ct);
            logger.LogError(error, "A queue could not be routed: {Queue}", queues[0]);
        }
    }

    /// <summary>Anything else that fails while the node stops is a fault like any other: logged, and no end of the worker with an error.</summary>
    private static bool IsStop(Exception error, CancellationToken ct) => error is OperationCanceledException && ct.IsCancellationRequested;

    private async ValueTask OnDeskAsync(IEvent fact, CancellationToken ct)
    {
        if (fact is Lagged) await TrySweepAsync(ct);
        if (fact is not ConversationChanged { After: var after, Before: var before }) return;
        if (TriggerRules.Comes(before, after)) dirty.Add(after.QueueId);
        if (before is not null && LineRules.LeavesRoom(before, after)) dirty.Add(before.QueueId);
        if (TriggerRules.Frees(before, after) is { } freed) await AddQueuesOfAsync(freed, ct);
    }

    private async ValueTask OnAgentAsync(IEvent fact, CancellationToken ct)
    {
        if (fact is AgentChanged { Agent: var agent } && TriggerRules.Matters(agent)) await AddQueuesOfAsync(agent.Id, ct);
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
