using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <param name="Assigned">How many conversations were offered to somebody.</param>
/// <param name="LookAgainAt">When the next of those that still wait could go to a fallback member; null when only an event can help.</param>
public sealed record RoutePass(int Assigned, DateTimeOffset? LookAgainAt);

/// <summary>
/// Offers waiting conversations to members of their queues, most urgent first (<see cref="UrgencyRules"/>), as long as both
/// last. Each offer is a conditional claim, so any number of nodes may route the same queues at once. What was decided, and
/// why somebody still waits, is recorded.
/// </summary>
public sealed class RouteQueue(IRoutingStore store, AssignConversation assign, RecordedWaits recorded, TimeProvider clock, ILogger<RouteQueue> logger)
{
    private const int Batch = 50;

    /// <returns>How many were assigned.</returns>
    public async Task<int> ExecuteAsync(QueueId id, CancellationToken ct) => (await ExecuteAsync([id], ct)).Assigned;

    /// <summary>Several queues at once, so that an agent of more than one gets what is most urgent in all of them.</summary>
    public async Task<RoutePass> ExecuteAsync(IReadOnlyCollection<QueueId> ids, CancellationToken ct)
    {
        var queues = (await store.ListQueuesAsync(ids, ct)).ToDictionary(q => q.Id);
        var lost = new HashSet<ConversationId>();
        var assigned = 0;
        while (true)
        {
            var waiting = new List<Conversation>();
            foreach (var queue in queues.Keys) waiting.AddRange((await store.ListQueuedAsync(queue, Batch, ct)).Where(c => !lost.Contains(c.Id)));
            if (waiting.Count == 0) return new(assigned, null);
            var round = new Round(queues, await store.ListSeatsAsync([.. waiting.Select(c => c.QueueId).Distinct()], ct), clock.GetUtcNow());
            foreach (var conversation in UrgencyRules.Sort(waiting, queues, round.Now)) await OfferAsync(round, conversation, lost, ct);
            assigned += round.Assigned;
            if (round.Decisions.Count > 0) await RecordAsync(round.Decisions, ct);
            if (!round.Progress) return new(assigned, round.LookAgainAt);
        }
    }

    /// <summary>Whoever waits must not wait longer because an explanation could not be kept; the timeline has the reason all the same.</summary>
    private async Task RecordAsync(IReadOnlyCollection<RoutingDecision> decisions, CancellationToken ct)
    {
        try
        {
            await store.RecordAsync(decisions, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogError(error, "{Count} decisions of routing could not be recorded; routing goes on", decisions.Count);
        }
    }

    private async Task OfferAsync(Round round, Conversation conversation, HashSet<ConversationId> lost, CancellationToken ct)
    {
        var decision = round.Decide(conversation);
        if (decision.AgentId is not { } chosen)
        {
            round.Waits(decision);
            if (recorded.IsNew(decision)) round.Record(decision);
            return;
        }

        var agent = round.Agents[chosen];
        var offer = await assign.ExecuteAsync(Actor.System, conversation.Id, chosen, agent.Name, CapacityClaim.Routed, decision.Reason, round.Queues[conversation.QueueId].OfferTimeout, ct);
        round.Progress = true;
        if (offer is ChangeOutcome.Done done)
        {
            round.Assigned++;
            round.Record(decision);
            recorded.Forget(conversation.Id);
            round.Agents[chosen] = agent with { Load = agent.Load + 1, LastAssignedAt = done.After.AssignedAt };
            return;
        }

        // Another node was faster, or the agent filled up meanwhile: read again before the next try.
        lost.Add(conversation.Id);
        if (offer is ChangeOutcome.Refused { Reason: Refusal.AgentUnavailable }) round.Agents[chosen] = agent with { Presence = Presence.Offline };
    }

    /// <summary>The facts of one pass; what it gives away changes them.</summary>
    private sealed class Round(IReadOnlyDictionary<QueueId, Queue> queues, ILookup<QueueId, Seat> seats, DateTimeOffset now)
    {
        public IReadOnlyDictionary<QueueId, Queue> Queues => queues;
        public DateTimeOffset Now => now;
        public Dictionary<UserId, Agent> Agents { get; } = seats.SelectMany(s => s).DistinctBy(s => s.Agent.Id).ToDictionary(s => s.Agent.Id, s => s.Agent);
        public List<RoutingDecision> Decisions { get; } = [];
        public DateTimeOffset? LookAgainAt { get; private set; }
        public int Assigned { get; set; }
        public bool Progress { get; set; }

        public RoutingDecision Decide(Conversation c) =>
            RoutingRules.Decide(queues[c.QueueId], [.. seats[c.QueueId].Select(s => s with { Agent = Agents[s.Agent.Id] })], c, now);

        public void Record(RoutingDecision decision) => Decisions.Add(decision with { Id = Guid.CreateVersion7(now) });

        public void Waits(RoutingDecision decision)
        {
            if (decision.LookAgainAt is { } at && (LookAgainAt is null || at < LookAgainAt)) LookAgainAt = at;
        }
    }
}
