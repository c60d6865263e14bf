using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <param name="Assigned">How many conversations were offered to somebody.</param>
/// <param name="LookAgainAt">When the next of those that still wait could go to somebody else by the time alone; null when only an event can help.</param>
public sealed record RoutePass(int Assigned, DateTimeOffset? LookAgainAt);

/// <summary>
/// Offers waiting conversations to members of their queues, most urgent first (<see cref="UrgencyRules"/>), as long as both
/// last. Each offer is a conditional claim, so any number of nodes may route the same queues at once. What was decided, and
/// why somebody still waits, is recorded before it is done: whoever hears of an assignment finds its reasons. A claim that
/// another node won takes its record back.
/// </summary>
public sealed class RouteQueue(IRoutingStore store, AssignConversation assign, TransferConversation transfer, RecordedWaits recorded, KeepLine lines, QueueHours hours, TimeProvider clock, ILogger<RouteQueue> logger)
{
    private const int Batch = 50;

    /// <summary>As many at once when those before could all be given out: the members are read once for all of them.</summary>
    private const int LargestBatch = 400;

    /// <summary>As far into a line as is looked for somebody whom those with room can answer.</summary>
    private const int Deepest = 5_000;

    /// <summary>As many offers of one round lost to other nodes: all of them work at the same place of a long line.</summary>
    private const int Crowded = 10;

    /// <summary>Places of the line, a batch each, among which a node goes on then.</summary>
    private const int Places = 8;

    /// <summary>Tries for one conversation whose agent turned out to have no room, each on facts read anew.</summary>
    private const int MostTries = 3;

    /// <returns>How many were assigned.</returns>
    public async Task<int> ExecuteAsync(QueueId id, CancellationToken ct) => (await ExecuteAsync([id], ct)).Assigned;

    /// <summary>Several queues at once, so that an agent of more than one gets what is most urgent in all of them.</summary>
    public async Task<RoutePass> ExecuteAsync(IReadOnlyCollection<QueueId> ids, CancellationToken ct)
    {
        var queues = (await hours.AtAsync(await store.ListQueuesAsync(ids, ct), clock.GetUtcNow(), ct)).ToDictionary(q => q.Id);
        var targets = await FindTargetsAsync(queues, ct);
        var lost = new Dictionary<ConversationId, int>();
        var (assigned, depth) = (0, Batch);
        IReadOnlyCollection<ChannelKind>? kinds = null;
        DateTimeOffset? again = null;
        var skip = 0;
        while (true)
        {
            var waiting = new List<Conversation>();
            var isMore = false;
            foreach (var queue in queues.Keys)
            {
                var (line, isCut) = await ReadLineAsync(queue, depth, kinds, skip, ct);
                isMore |= isCut;
                waiting.AddRange(line.Where(c => lost.GetValueOrDefault(c.Id) < MostTries));
            }

            var now = clock.GetUtcNow();
            again = Earlier(again, waiting.Where(c => c.IsHeld(now)).Min(c => c.HeldUntil));
            waiting.RemoveAll(c => c.IsHeld(now));
            if (waiting.Count == 0 && !isMore)
            {
                if (skip == 0) return new(assigned, again);
                skip = 0;
                continue;
            }

            waiting = await SkillNames.ForgetDeletedAsync(store, waiting, ct);
            var round = new Round(queues, await store.ListSeatsAsync([.. waiting.Select(c => c.QueueId).Distinct()], ct), now);
            foreach (var conversation in UrgencyRules.Sort(waiting, queues, round.Now)) round.Plan(conversation);
            await KeepAsync(store.RecordAsync, [.. round.Offers, .. round.Waits.Where(recorded.IsNew)], ct);
            foreach (var (conversation, to) in round.Moves) await transfer.ExecuteAsync(Actor.System, conversation.Id, to, targets[to], ct, RoutingReasons.WaitedTooLong);
            var asksAgain = await AskAgainAsync(round.Anew, ct);
            if (round.Offers.Count == 0)
            {
                if (asksAgain) continue;
                again = Earlier(again, round.LookAgainAt);
                if (skip > 0)
                {
                    skip = 0;
                    continue;
                }

                // Those at the front may ask for what nobody here can: whoever comes after them must not wait behind that.
                kinds = [.. PerChannel.Kinds.Where(k => round.Agents.Values.Any(a => RoutingRules.IsEligible(a, k, round.MostPercent)))];
                if (!isMore || depth >= Deepest || kinds.Count == 0)
                {
                    if (!await KeepLinesAsync(queues.Values, now, ct)) return new(assigned, again);
                    kinds = null;
                    continue;
                }

                depth = Math.Min(Deepest, depth * 10);
                continue;
            }

            // Whoever is not read deeper in the line may still have a time at which they are looked at again.
            if (kinds is null) again = null;
            var (made, taken) = await OfferAsync(round, lost, ct);
            assigned += made;
            // Others work through the same part of a long line and were faster: go on where they are not. What is skipped is theirs, and is looked at again at the end.
            if (taken >= Crowded && taken * 2 >= round.Offers.Count) skip = Random.Shared.Next(Places) * depth;
            if (isMore && made == waiting.Count) depth = Math.Max(depth, Math.Min(LargestBatch, depth * 2));
        }
    }

    /// <returns>The names of the queues to which these overflow. A queue that would overflow to one that was deleted overflows nowhere: who waits in it is not lost.</returns>
    private async Task<IReadOnlyDictionary<QueueId, string>> FindTargetsAsync(Dictionary<QueueId, Queue> queues, CancellationToken ct)
    {
        var overflowing = queues.Values.Where(q => q is { OverflowTo: not null, OverflowAfter: not null }).ToList();
        if (overflowing.Count == 0) return new Dictionary<QueueId, string>();
        var found = (await store.ListQueuesAsync([.. overflowing.Select(q => q.OverflowTo!.Value).Distinct()], ct)).ToDictionary(q => q.Id, q => q.Name);
        foreach (var queue in overflowing.Where(q => !found.ContainsKey(q.OverflowTo!.Value))) queues[queue.Id] = queue with { OverflowTo = null };
        return found;
    }

    /// <returns>Whether somebody can be asked once more.</returns>
    private async Task<bool> AskAgainAsync(List<Conversation> anew, CancellationToken ct)
    {
        var outcomes = await Task.WhenAll(anew.Select(c => assign.AskAgainAsync(c.Id, ct)));
        return outcomes.Any(o => o is ChangeOutcome.Done);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => b is null || a < b ? a : b;

    /// <summary>Those of the demo come after everybody real (<see cref="UrgencyRules.Sort"/>), so they do not hide who waits behind them.</summary>
    private async Task<(IReadOnlyList<Conversation> Line, bool IsCut)> ReadLineAsync(QueueId queue, int depth, IReadOnlyCollection<ChannelKind>? kinds, int skip, CancellationToken ct)
    {
        var line = await store.ListQueuedAsync(queue, depth, kinds, skip, ct);
        for (var read = depth; ; line = await store.ListQueuedAsync(queue, read, kinds, skip, ct))
        {
            if (line.Count < read || read >= Deepest || line.Count(c => !c.IsSimulated) >= depth) return (line, line.Count == read);
            read = Math.Min(Deepest, read * 2);
        }
    }

    /// <returns>Whether somebody came into a line: they may be offered now.</returns>
    private async Task<bool> KeepLinesAsync(IEnumerable<Queue> queues, DateTimeOffset now, CancellationToken ct)
    {
        var isMore = false;
        foreach (var queue in queues) isMore |= await lines.ExecuteAsync(queue, now, ct);
        return isMore;
    }

    /// <returns>How many offers were made, and how many conversations another node has taken meanwhile.</returns>
    private async Task<(int Made, int Taken)> OfferAsync(Round round, Dictionary<ConversationId, int> lost, CancellationToken ct)
    {
        var undone = new List<RoutingDecision>(round.Offers);
        var taken = 0;
        try
        {
            // All at once, in their order: the log writes them together instead of one flush of the disk for each.
            var asked = round.Offers.ConvertAll(o => (Offer: o, Outcome: OfferAsync(round, o, ct)));
            foreach (var (offer, outcome) in asked)
            {
                if (await outcome is ChangeOutcome.Done)
                {
                    undone.Remove(offer);
                    recorded.Forget(offer.ConversationId);
                }
                else if (await outcome is ChangeOutcome.Refused { Reason: Refusal.AgentUnavailable })
                {
                    // The agent filled up or left meanwhile: the next round sees that.
                    lost[offer.ConversationId] = lost.GetValueOrDefault(offer.ConversationId) + 1;
                }
                else
                {
                    // Another node was faster.
                    taken++;
                    lost[offer.ConversationId] = MostTries;
                }
            }
        }
        finally
        {
            await KeepAsync(store.ForgetAsync, undone, CancellationToken.None);
        }

        return (round.Offers.Count - undone.Count, taken);
    }

    private Task<ChangeOutcome> OfferAsync(Round round, RoutingDecision offer, CancellationToken ct)
    {
        var agent = round.Agents[offer.AgentId!.Value];
        return assign.ExecuteAsync(Actor.System, offer.ConversationId, agent.Id, agent.Name, CapacityClaim.Routed, offer.Reason, round.Queues[offer.QueueId].OfferTimeout, ct, offer.Share);
    }

    /// <summary>Whoever waits must not wait longer because an explanation could not be kept; the timeline has the reason all the same.</summary>
    private async Task KeepAsync(Func<IReadOnlyCollection<RoutingDecision>, CancellationToken, Task> keep, IReadOnlyCollection<RoutingDecision> decisions, CancellationToken ct)
    {
        if (decisions.Count == 0) return;
        try
        {
            await keep(decisions, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogError(error, "The records of {Count} decisions of routing could not be kept; routing goes on", decisions.Count);
        }
    }

    /// <summary>The facts of one round, and what follows from them: each offer takes room from those after it.</summary>
    private sealed class Round(IReadOnlyDictionary<QueueId, Queue> queues, ILookup<QueueId, Seat> seats, DateTimeOffset now)
    {
        public IReadOnlyDictionary<QueueId, Queue> Queues => queues;
        public DateTimeOffset Now => now;
        public Dictionary<UserId, Agent> Agents { get; } = seats.SelectMany(s => s).DistinctBy(s => s.Agent.Id).ToDictionary(s => s.Agent.Id, s => s.Agent);
        public List<RoutingDecision> Offers { get; } = [];
        public List<RoutingDecision> Waits { get; } = [];

        /// <summary>Who has waited too long in their queue, and where they go.</summary>
        public List<(Conversation Conversation, QueueId To)> Moves { get; } = [];

        /// <summary>Everybody who could have them was asked.</summary>
        public List<Conversation> Anew { get; } = [];

        /// <summary>By so much capacities count at the most, in the queue whose surge is largest.</summary>
        public int MostPercent => queues.Values.Max(q => SurgeRules.IsOn(q, now) ? Math.Max(100, q.SurgePercent) : 100);

        public DateTimeOffset? LookAgainAt => Waits.Where(w => w.LookAgainAt > now).Min(w => w.LookAgainAt);

        public void Plan(Conversation conversation)
        {
            var members = seats[conversation.QueueId].Select(s => s with { Agent = Agents[s.Agent.Id] });
            var decision = RoutingRules.Decide(queues[conversation.QueueId], [.. members], conversation, now) with { Id = Guid.CreateVersion7(now) };
            if (decision.AgentId is not { } chosen)
            {
                Waits.Add(decision);
                var queue = queues[conversation.QueueId];
                if (queue is { OverflowTo: { } to, OverflowAfter: { } limit } && now >= decision.QueuedAt + limit) Moves.Add((conversation, to));
                else if (decision.Reason is WaitReasons.AskedAgain) Anew.Add(conversation);
                return;
            }

            Offers.Add(decision);
            Agents[chosen] = Agents[chosen].Taking(conversation.Channel, decision.Share!.Units, now);
        }
    }
}
