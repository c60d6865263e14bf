using Portal.Domain.Conversations;

namespace Portal.Domain.ServiceLevels;

/// <summary>
/// How far somebody who waits is ahead of an ordinary wait, in standards: the part of the urgency that does not grow, so that a
/// line can be kept in its order. Pure.
/// <para>ahead = (100 − priority) ÷ 100 + pressing + (1 − promised ÷ standard)</para>
/// Standard is the first answer that the queue's policy promises at normal priority, without one the queue's own standard; promised
/// is the first answer at the priority of the conversation. Whom the policy promises half of the normal time is half a standard ahead.
/// </summary>
public static class TurnRules
{
    private const double LowestPriority = 100;

    /// <summary>The unit in which a wait counts.</summary>
    public static TimeSpan Standard(ServicePolicy? policy, TimeSpan within) => policy?.Of(PriorityLevel.Normal).FirstAnswer ?? within;

    public static double Ahead(ServicePolicy? policy, TimeSpan within, int priority, PriorityLevel level)
    {
        var own = ((LowestPriority - priority) / LowestPriority) + Pressing(level);
        if (policy?.Of(level).FirstAnswer is not { } promised) return own;
        return own + (1 - (promised / Standard(policy, within)));
    }

    /// <summary>
    /// When an ordinary conversation of the last priority would have had to come to be as urgent: of one queue, whoever counts from
    /// the earliest moment comes first, at any time.
    /// </summary>
    public static DateTimeOffset CountsFrom(ServiceTerms terms, int? priority, PriorityLevel level, DateTimeOffset queuedAt) =>
        queuedAt - (Standard(terms.Policy, terms.Queue.Within) * Ahead(terms.Policy, terms.Queue.Within, priority ?? terms.Queue.Priority, level));

    /// <summary>What a level is worth, in standards.</summary>
    public static double Pressing(PriorityLevel level) => level switch
    {
        PriorityLevel.Low => -0.5,
        PriorityLevel.Normal => 0,
        PriorityLevel.High => 0.5,
        PriorityLevel.Urgent => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No rule for this level"),
    };
}
