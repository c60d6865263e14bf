using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// Offers waiting conversations of a queue to its members, longest wait first, as long as both last. Each offer is a
/// conditional claim, so any number of nodes may route the same queue at once.
/// </summary>
public sealed class RouteQueue(IRoutingStore store, AssignConversation assign)
{
    private const int Batch = 50;

    /// <returns>How many were assigned.</returns>
    public async Task<int> ExecuteAsync(QueueId id, CancellationToken ct)
    {
        if (await store.FindQueueAsync(id, ct) is not { } queue) return 0;
        var assigned = 0;
        var lost = new HashSet<ConversationId>();
        while (true)
        {
            var waiting = (await store.ListQueuedAsync(id, Batch, ct)).Where(c => !lost.Contains(c.Id)).ToList();
            if (waiting.Count == 0) return assigned;
            var members = (await store.ListMembersOfAsync(id, ct)).ToDictionary(a => a.Id);
            var progress = false;
            foreach (var conversation in waiting)
            {
                if (RoutingRules.Choose(members.Values, conversation.PreferredAgentId, conversation.PassedOver) is not { } choice) continue;
                var (agent, reason) = choice;
                var outcome = await assign.ExecuteAsync(Actor.System, conversation.Id, agent.Id, agent.Name, CapacityClaim.Routed, reason, queue.OfferTimeout, ct);
                if (outcome is ChangeOutcome.Done done)
                {
                    assigned++;
                    members[agent.Id] = agent with { Load = agent.Load + 1, LastAssignedAt = done.After.AssignedAt };
                }
                else
                {
                    // Another node was faster, or the agent filled up meanwhile: read again before the next try.
                    lost.Add(conversation.Id);
                    if (outcome is ChangeOutcome.Refused { Reason: Refusal.AgentUnavailable }) members.Remove(agent.Id);
                }

                progress = true;
            }

            if (!progress) return assigned;
        }
    }
}
