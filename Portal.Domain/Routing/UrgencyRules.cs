using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// Which of several waiting conversations comes first when one agent could have any of them.
/// <para>urgency = waited ÷ standard + (100 − priority) ÷ 100</para>
/// Priority is the conversation's own where a rule or a person gave it one, else its queue's. A priority of 1 is 0.99 ahead of
/// one of 100, and every standard that passes adds 1 to anybody's urgency: whoever has waited one standard longer than their
/// priority is behind goes first. So nothing starves, and a promise of one minute ages sixty times as fast as a promise of one hour.
/// </summary>
public static class UrgencyRules
{
    public static double Urgency(Queue queue, Conversation conversation, DateTimeOffset now) =>
        Urgency(queue, conversation.Priority ?? queue.Priority, conversation.QueuedAt ?? now, now);

    public static double Urgency(Queue queue, int priority, DateTimeOffset queuedAt, DateTimeOffset now)
    {
        // A clock that was set back makes nobody less urgent than a newcomer.
        var waited = now > queuedAt ? now - queuedAt : TimeSpan.Zero;
        return (waited / queue.ServiceLevelWithin) + ((Queue.LowestPriority - priority) / (double)Queue.LowestPriority);
    }

    /// <summary>Most urgent first; equals in the order in which they came.</summary>
    public static IReadOnlyList<Conversation> Sort(IEnumerable<Conversation> waiting, IReadOnlyDictionary<QueueId, Queue> queues, DateTimeOffset now) =>
    [
        .. waiting.OrderByDescending(c => Urgency(queues[c.QueueId], c, now)).ThenBy(c => c.QueuedAt).ThenBy(c => c.Id.Value),
    ];
}
