using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// Which of several waiting conversations comes first when one agent could have any of them.
/// <para>urgency = waited ÷ standard + (100 − priority) ÷ 100 + pressing</para>
/// Priority is the conversation's own where a person gave it one, else its queue's; a priority of 1 is 0.99 ahead of one of 100.
/// Pressing is how pressing a person or a rule of triage said that it is: −0.5 for low, 0, 0.5 for high, 1 for urgent. Every
/// standard that passes adds 1 to anybody's urgency, so nobody is overtaken by somebody who came more than
/// <see cref="FarthestAhead"/> standards later: nothing starves, and a promise of one minute ages sixty times as fast as a promise of one hour.
/// </summary>
public static class UrgencyRules
{
    /// <summary>Standards that the most pressing newcomer is ahead of the least pressing one: 0.99 by priority, 1.5 by level.</summary>
    public const double FarthestAhead = 2.49;

    public static double Urgency(Queue queue, Conversation conversation, DateTimeOffset now) =>
        Urgency(queue, conversation.Priority ?? queue.Priority, conversation.Level, conversation.QueuedAt ?? now, now);

    /// <summary>What a level is worth, in standards.</summary>
    public static double Pressing(PriorityLevel level) => level switch
    {
        PriorityLevel.Low => -0.5,
        PriorityLevel.Normal => 0,
        PriorityLevel.High => 0.5,
        PriorityLevel.Urgent => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No rule for this level"),
    };

    public static double Urgency(Queue queue, int priority, PriorityLevel level, DateTimeOffset queuedAt, DateTimeOffset now)
    {
        // A clock that was set back makes nobody less urgent than a newcomer.
        var waited = now > queuedAt ? now - queuedAt : TimeSpan.Zero;
        return (waited / queue.ServiceLevelWithin) + ((Queue.LowestPriority - priority) / (double)Queue.LowestPriority) + Pressing(level);
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
