using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Which queues have to be routed anew because of something that happened: what allows a decision, and nothing else. Pure.</summary>
public static class TriggerRules
{
    /// <summary>Something comes to a queue, or asks for something else in it: it may be offered now. Each further message of somebody who waits changes nothing.</summary>
    public static bool Comes(Conversation? before, Conversation after)
    {
        if (after.QueuedAt is not { } since) return false;
        if (before is null || before.QueuedAt != since || before.QueueId != after.QueueId) return true;
        return !before.Needs.SequenceEqual(after.Needs) || before.Priority != after.Priority || before.Level != after.Level || before.Weight != after.Weight
            || (before.HeldUntil is not null && after.HeldUntil is null) || (before.Place != after.Place && after.Place is LinePlace.ByEmail);
    }

    /// <summary>Who has more room than before: what they had has ended, went on, rests, or weighs less.</summary>
    public static UserId? Frees(Conversation? before, Conversation after) =>
        before?.Holder is { } holder && (holder != after.Holder || after.Takes < before.Takes) ? holder : null;

    /// <summary>
    /// Whether a change of somebody's matters to their queues: they can be offered something, or they cannot any more. Then what is
    /// kept for them because they know it goes to others.
    /// </summary>
    public static bool Matters(Agent agent) => RoutingRules.IsEligible(agent) || !agent.IsEnabled || agent.Presence is not (Presence.Available or Presence.TransfersOnly);
}
