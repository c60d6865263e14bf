using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// Takes offers that nobody opened in time to the next agent, with the reason in the timeline. Where nobody else can have one,
/// whoever has it keeps it as long as they are available, and a record says so; else it goes back to the line, where its wait,
/// and what follows from that, goes on.
/// </summary>
public sealed class ExpireOffers(IRoutingStore store, ReturnExpiredOffer offers, RouteQueue route, QueueHours hours, RecordedWaits recorded, TimeProvider clock, ILogger<ExpireOffers> logger)
{
    private const int Batch = 100;

    /// <returns>How many went back to their queue.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var expired = (await store.ListExpiredOffersAsync(now, Batch, ct)).Where(c => c.AssigneeId is not null).ToList();
        if (expired.Count == 0) return 0;
        // Once for all of them: of a team that has gone home, all offers expire together.
        QueueId[] ids = [.. expired.Select(c => c.QueueId).Distinct()];
        var queues = (await hours.AtAsync(await store.ListQueuesAsync(ids, ct), now, ct)).ToDictionary(q => q.Id);
        var seats = await store.ListSeatsAsync(ids, ct);
        var agents = await HoldersAsync(expired, seats, ct);
        var returned = new HashSet<QueueId>();
        var count = 0;
        foreach (var conversation in expired)
        {
            if (!queues.TryGetValue(conversation.QueueId, out var queue)) continue;
            var holder = agents.GetValueOrDefault(conversation.AssigneeId!.Value);
            if (holder is not null && IsThere(holder, conversation) && Elsewhere(queue, [.. seats[queue.Id]], conversation, holder, now) is { AgentId: null } nobody)
            {
                await KeepAsync(queue, nobody, holder, ct);
                continue;
            }

            if (await offers.ExecuteAsync(conversation.Id, holder?.Name ?? "", ct) is not ChangeOutcome.Done) continue;
            count++;
            returned.Add(queue.Id);
            logger.LogInformation("Offer of {Conversation} to {Agent} was not opened in time", conversation.Id, conversation.AssigneeId);
        }

        if (returned.Count > 0) await route.ExecuteAsync(returned, ct);
        return count;
    }

    /// <summary>Those who may have left the queue since they were offered something are read too.</summary>
    private async Task<Dictionary<UserId, Agent>> HoldersAsync(List<Conversation> expired, ILookup<QueueId, Seat> seats, CancellationToken ct)
    {
        var known = seats.SelectMany(s => s).DistinctBy(s => s.Agent.Id).ToDictionary(s => s.Agent.Id, s => s.Agent);
        if (expired.All(c => known.ContainsKey(c.AssigneeId!.Value))) return known;
        return (await store.ListAgentsAsync(ct)).ToDictionary(a => a.Id);
    }

    /// <summary>Whether somebody could still open it: not offline, at lunch or in a training.</summary>
    private static bool IsThere(Agent holder, Conversation conversation) =>
        holder is { IsEnabled: true, Presence: Presence.Available } || (holder is { IsEnabled: true, Presence: Presence.TransfersOnly } && conversation.WasTransferred);

    private static RoutingDecision Elsewhere(Queue queue, IReadOnlyList<Seat> seats, Conversation conversation, Agent holder, DateTimeOffset now) =>
        RoutingRules.Decide(queue, seats, conversation with { PassedOver = conversation.PassedOver.Add(holder.Id), PassedOverAt = now, PreferredAgentId = null, QueuedAt = conversation.FirstQueuedAt ?? conversation.AssignedAt }, now);

    private async Task KeepAsync(Queue queue, RoutingDecision nobody, Agent holder, CancellationToken ct)
    {
        await offers.ExtendAsync(nobody.ConversationId, queue.OfferTimeout, ct);
        var record = nobody with { Id = Guid.CreateVersion7(nobody.At), AgentId = holder.Id, Reason = RoutingReasons.KeptByHolder };
        if (!recorded.IsNew(record)) return;
        try
        {
            await store.RecordAsync([record], ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogError(error, "Why {Conversation} stays with {Agent} could not be recorded", nobody.ConversationId, holder.Id);
        }
    }
}
