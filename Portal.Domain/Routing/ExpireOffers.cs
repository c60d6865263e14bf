using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Takes offers that nobody opened in time to the next agent, with the reason in the timeline.</summary>
public sealed class ExpireOffers(IRoutingStore store, ReturnExpiredOffer offers, RouteQueue route, QueueHours hours, TimeProvider clock, ILogger<ExpireOffers> logger)
{
    private const int Batch = 100;

    /// <returns>How many went back to their queue.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        var returned = 0;
        foreach (var conversation in await store.ListExpiredOffersAsync(clock.GetUtcNow(), Batch, ct))
        {
            if (conversation.AssigneeId is not { } holder || await store.FindQueueAsync(conversation.QueueId, ct) is not { } found) continue;
            var now = clock.GetUtcNow();
            var queue = (await hours.AtAsync([found], now, ct))[0];
            var seats = (await store.ListSeatsAsync([conversation.QueueId], ct))[conversation.QueueId].ToList();
            var agent = await store.FindAgentAsync(holder, ct);
            var reachable = agent is { IsEnabled: true, Presence: not Presence.Offline };
            var next = conversation with { PassedOver = conversation.PassedOver.Add(holder), PreferredAgentId = null, QueuedAt = conversation.FirstQueuedAt ?? conversation.AssignedAt };
            if (reachable && RoutingRules.Decide(queue, seats, next, now).AgentId is null)
            {
                // Everybody had their turn, or the queue is closed: a wait in it would help nobody, so the last one keeps it.
                await offers.ExtendAsync(conversation.Id, queue.OfferTimeout, ct);
                continue;
            }

            if (await offers.ExecuteAsync(conversation.Id, agent?.Name ?? "", ct) is not ChangeOutcome.Done) continue;
            returned++;
            logger.LogInformation("Offer of {Conversation} to {Agent} was not opened in time", conversation.Id, holder);
            await route.ExecuteAsync(conversation.QueueId, ct);
        }

        return returned;
    }
}
