using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>What came to which queue, of a conversation that was handed on or reopened. Pure.</summary>
public static class PastRules
{
    /// <summary>The events that say so.</summary>
    public static readonly IReadOnlyList<TimelineEvent> Telling =
    [
        TimelineEvent.Assigned, TimelineEvent.Joined, TimelineEvent.EscalationAccepted, TimelineEvent.OfferExpired, TimelineEvent.Unassigned, TimelineEvent.Transferred, TimelineEvent.Resolved, TimelineEvent.Reopened,
    ];

    /// <summary>
    /// One for each time that it came to a queue: at first, by a colleague's hand, and by being reopened. Where it overflowed
    /// to is the rules' own doing, so it stays with the queue to which it came; what nobody had when a colleague moved it came only to
    /// the queue to which it was moved. What is reopened is known to whoever had it when it ended, or reopens it; a colleague's hand forgets them.
    /// </summary>
    /// <param name="begun">The conversation at its beginning, in its first queue.</param>
    /// <param name="steps">Those of <see cref="Telling"/>, in their order.</param>
    /// <param name="queues">By name; what went to a queue that is gone belongs to none from then on.</param>
    public static IEnumerable<PastConversation> Stays(PastConversation begun, IEnumerable<PastStep> steps, IReadOnlyDictionary<string, QueueId> queues)
    {
        PastConversation? stay = begun with { Handling = null };
        // Where it lies now: not where it came to once it has overflowed.
        QueueId? queue = begun.Queue;
        DateTimeOffset? since = null;
        UserId? holder = null;
        foreach (var step in steps)
        {
            switch (step.Event)
            {
                case TimelineEvent.Assigned or TimelineEvent.EscalationAccepted:
                    (since, holder) = (step.At, step.Holder);
                    break;
                case TimelineEvent.Joined:
                    (since, holder) = (since ?? step.At, step.Holder);
                    break;
                case TimelineEvent.OfferExpired or TimelineEvent.Unassigned:
                    (since, holder) = (null, null);
                    break;
                case TimelineEvent.Transferred:
                    queue = step.Subject is { } name && queues.TryGetValue(name, out var to) ? to : null;
                    if (!step.ByStaff) break;
                    if (stay is not null && since is { } had) yield return stay with { Handling = step.At - had, HandedOn = true };
                    stay = queue is { } there ? begun with { Queue = there, At = step.At, Handling = null, ByColleague = true, Known = null } : null;
                    (since, holder) = (null, null);
                    break;
                case TimelineEvent.Resolved:
                    if (stay is not null) yield return stay with { Handling = step.At - since };
                    (stay, since) = (null, null);
                    break;
                case TimelineEvent.Reopened:
                    // Who reopens one has it; a customer's waits for somebody.
                    since = step.ByStaff ? step.At : null;
                    if (step.ByStaff) holder = step.Holder;
                    stay = queue is { } again ? begun with { Queue = again, At = step.At, Handling = null, Known = holder } : null;
                    break;
            }
        }

        if (stay is not null) yield return stay;
    }
}
