using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// Which of several waiting conversations comes first when one agent could have any of them.
/// <para>urgency = waited ÷ standard + (100 − priority) ÷ 100 + pressing + (1 − promised ÷ standard)</para>
/// Standard is what the queue's policy promises for a first answer at normal priority, and promised what it promises at the
/// conversation's; without a policy both are the queue's own standard and the last part is nothing. Priority is the conversation's own where a person gave it one, else its queue's; a priority of 1 is 0.99 ahead of one of 100.
/// Pressing is how pressing a person or a rule of triage said that it is: −0.5 for low, 0, 0.5 for high, 1 for urgent. Every
/// standard that passes adds 1 to anybody's urgency, so nobody is overtaken by somebody who came more than
/// <see cref="FarthestAhead"/> standards later, and by as much more as less was promised to them: nothing starves, and a promise of
/// one minute ages sixty times as fast as a promise of one hour. All but the wait stays as it is (<see cref="TurnRules"/>), so the
/// order within a queue is that of one stored time, <see cref="Conversation.CountsFrom"/>.
/// </summary>
public static class UrgencyRules
{
    /// <summary>Standards that the most pressing newcomer is ahead of the least pressing one: 0.99 by priority, 1.5 by level.</summary>
    public const double FarthestAhead = 2.49;

    public static double Urgency(Queue queue, Conversation conversation, DateTimeOffset now) =>
        Urgency(queue, conversation.Priority ?? queue.Priority, conversation.Level, conversation.QueuedAt ?? now, now);

    public static double Urgency(Queue queue, int priority, PriorityLevel level, DateTimeOffset queuedAt, DateTimeOffset now)
    {
        // A clock that was set back makes nobody less urgent than a newcomer.
        var waited = now > queuedAt ? now - queuedAt : TimeSpan.Zero;
        return (waited / TurnRules.Standard(queue.Policy, queue.ServiceLevelWithin)) + TurnRules.Ahead(queue.Policy, queue.ServiceLevelWithin, priority, level);
    }

    /// <summary>
    /// Most urgent first; equals in the order in which they came. Customers of the demo come after everybody real: whoever is real
    /// waits as if they were not there, and is told their place among those who are.
    /// </summary>
    public static IReadOnlyList<Conversation> Sort(IEnumerable<Conversation> waiting, IReadOnlyDictionary<QueueId, Queue> queues, DateTimeOffset now) =>
    [
        .. waiting.OrderBy(c => c.IsSimulated).ThenByDescending(c => Urgency(queues[c.QueueId], c, now)).ThenBy(c => c.QueuedAt).ThenBy(c => c.Id.Value),
    ];
}
