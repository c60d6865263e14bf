using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>What a service level measures, and an alarm is about.</summary>
public enum ServiceMetric { FirstAnswer, NextAnswer, Resolution }

/// <param name="DueAt">When the time ends, or ended.</param>
/// <param name="IsBreach">Missed; otherwise in danger.</param>
public sealed record Alarm(ServiceMetric Metric, bool IsBreach, DateTimeOffset DueAt);

/// <summary>What a due alarm does to a conversation. What it marks is marked in the same write: no second node raises it again.</summary>
public static class AlarmRules
{
    /// <summary>The reason in the timeline for whatever an alarm did.</summary>
    public const string Reason = "service-level";

    public static Decision Raise(Conversation c, ServiceTerms? terms, StandardsSnapshot standards, DateTimeOffset now)
    {
        if (c.AlarmAt is not { } at || at > now) return new Decision.Refuse(Refusal.NothingToDo);
        // What was promised when the alarm was set may be promised no more: the clocks are set anew.
        if (terms?.Policy is not { } policy) return new Decision.Write(c, []);
        var alarms = AlarmsOf(c, terms, now);
        if (alarms.Count == 0) return new Decision.Write(c, []);
        var breached = alarms.Any(a => a.IsBreach);
        var next = c with { Marks = alarms.Aggregate(c.Marks, (marks, alarm) => marks | MarksOf(alarm)) };
        var entries = alarms.Select(a => EntryDraft.Of(a.IsBreach ? TimelineEvent.Overdue : TimelineEvent.DueSoon, Actor.System, Audience.Staff, KeyOf(a.Metric), Reason)).ToImmutableArray();
        return Act(new Decision.Write(next, entries), breached ? policy.OnBreach : policy.OnWarning, policy, standards, now);
    }

    /// <summary>The alarms that the step from one state to the next raised.</summary>
    public static IReadOnlyList<Alarm> Raised(Conversation before, Conversation after)
    {
        var marked = after.Marks & ~before.Marks;
        var answer = before.FirstResponseAt is null ? ServiceMetric.FirstAnswer : ServiceMetric.NextAnswer;
        var alarms = new List<Alarm>();
        Add(marked, ServiceMarks.AnswerWarned, ServiceMarks.AnswerLate, answer, before.AnswerDueAt);
        Add(marked, ServiceMarks.ResolutionWarned, ServiceMarks.ResolutionLate, ServiceMetric.Resolution, before.ResolutionDueAt);
        return alarms;

        void Add(ServiceMarks raised, ServiceMarks warned, ServiceMarks late, ServiceMetric metric, DateTimeOffset? due)
        {
            if ((raised & (warned | late)) != 0 && due is { } time) alarms.Add(new(metric, raised.HasFlag(late), time));
        }
    }

    /// <summary>A metric as the timeline stores it.</summary>
    public static string KeyOf(ServiceMetric metric) => metric switch
    {
        ServiceMetric.FirstAnswer => "first-answer",
        ServiceMetric.NextAnswer => "next-answer",
        ServiceMetric.Resolution => "resolution",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "No such metric"),
    };

    private static List<Alarm> AlarmsOf(Conversation c, ServiceTerms terms, DateTimeOffset now)
    {
        var targets = terms.Of(c.Level);
        var alarms = new List<Alarm>();
        Look(c.AnswerSince, c.AnswerSpent, c.AnswerDueAt, ClockRules.AnswerTarget(c, targets), c.FirstResponseAt is null ? ServiceMetric.FirstAnswer : ServiceMetric.NextAnswer);
        Look(c.ResolutionSince, c.ResolutionSpent, c.ResolutionDueAt, targets.Resolution, ServiceMetric.Resolution);
        return alarms;

        void Look(DateTimeOffset? since, TimeSpan spent, DateTimeOffset? due, TimeSpan? target, ServiceMetric metric)
        {
            if (since is not { } from || due is not { } at || target is not { } time) return;
            if (at <= now && !Has(metric, true)) alarms.Add(new(metric, true, at));
            else if (at > now && !Has(metric, false) && ClockRules.WarnsAt(from, spent, time, terms) <= now) alarms.Add(new(metric, false, at));
        }

        bool Has(ServiceMetric metric, bool breach) => (c.Marks & Own(metric, breach)) != 0;
    }

    private static ServiceMarks MarksOf(Alarm alarm) => Own(alarm.Metric, false) | (alarm.IsBreach ? Own(alarm.Metric, true) : 0);

    private static ServiceMarks Own(ServiceMetric metric, bool breach) => (metric, breach) switch
    {
        (ServiceMetric.Resolution, false) => ServiceMarks.ResolutionWarned,
        (ServiceMetric.Resolution, true) => ServiceMarks.ResolutionLate,
        (_, false) => ServiceMarks.AnswerWarned,
        (_, true) => ServiceMarks.AnswerLate,
    };

    private static Decision.Write Act(Decision.Write write, AlarmActions actions, ServicePolicy policy, StandardsSnapshot standards, DateTimeOffset now)
    {
        var done = write;
        if (actions.HasFlag(AlarmActions.RaisePriority) && done.Next.Level < PriorityLevel.Urgent)
            done = Then(done, ConversationRules.Prioritise(done.Next, Actor.System, done.Next.Level + 1, Reason));
        if (actions.HasFlag(AlarmActions.Escalate) && policy.EscalateTo is { } queue && queue != done.Next.QueueId && standards.Of(queue) is { } terms)
            return Then(done, ConversationRules.Transfer(done.Next, Actor.System, queue, terms.Queue.Name, now));
        return actions.HasFlag(AlarmActions.Reassign) && done.Next.Holder is not null ? Then(done, ConversationRules.Unassign(done.Next, Actor.System, Reason, now)) : done;
    }

    private static Decision.Write Then(Decision.Write first, Decision second) =>
        second is Decision.Write write ? first with { Next = write.Next, Entries = first.Entries.AddRange(write.Entries) } : first;
}
