using Portal.Domain.Conversations;

namespace Portal.Domain.ServiceLevels;

/// <summary>
/// The clocks of one conversation, as columns of its row. A clock is the business time that it had used up when it last stood
/// still (Spent), and since when it has been running again (Since; null while it stands still). So
/// <para>due = Since + (target − Spent), counted in open hours</para>
/// and nothing has to tick: the same state gives the same due time on every node, after every restart, and after the clocks
/// of the zone change.
/// </summary>
public static class ClockRules
{
    private const ServiceMarks OfAnswer = ServiceMarks.AnswerWarned | ServiceMarks.AnswerLate;
    private const ServiceMarks OfResolution = ServiceMarks.ResolutionWarned | ServiceMarks.ResolutionLate;

    /// <summary>Moves the clocks along with a change that happens at <paramref name="now"/>.</summary>
    /// <param name="before">The same as <paramref name="after"/> when only the terms changed.</param>
    /// <param name="terms">Of the queue in which it is now; null promises nothing.</param>
    /// <param name="termsBefore">Of the queue in which it was, when that is another.</param>
    public static Conversation Advance(Conversation before, Conversation after, ServiceTerms? terms, DateTimeOffset now, ServiceTerms? termsBefore = null)
    {
        termsBefore ??= terms;
        // What was used up in another queue was used up in its open hours.
        if (!CalendarRules.AreSame(termsBefore?.Calendar, terms?.Calendar)) after = Settled(after, termsBefore?.Calendar, now);
        var targets = terms?.Of(after.Level) ?? new(after.Level);
        var marks = Measured(before, after, terms, now);
        after = Counted(before, after, targetsBefore: terms?.Of(before.Level), now);
        var answer = Run(
            new(after.AnswerSince, after.AnswerSpent), AnswerTarget(after, targets), after.Status is not ConversationStatus.Resolved && after.WaitingSince is not null,
            IsAsleep(after, terms), IsAsleep(before, termsBefore) ? now : after.WaitingSince ?? now, terms, now);
        var resolution = Run(
            new(after.ResolutionSince, after.ResolutionSpent), targets.Resolution, after.Status is not ConversationStatus.Resolved,
            IsAsleep(after, terms) || AwaitsCustomer(after, terms), now, terms, now);
        if (answer.IsStopped) marks &= ~OfAnswer;
        if (resolution.IsStopped) marks &= ~OfResolution;
        var alarm = terms?.Policy is null ? null : Earliest(
            AlarmOf(answer, AnswerTarget(after, targets), marks, ServiceMarks.AnswerWarned, ServiceMarks.AnswerLate, terms),
            AlarmOf(resolution, targets.Resolution, marks, ServiceMarks.ResolutionWarned, ServiceMarks.ResolutionLate, terms));
        var turn = after.QueuedAt is { } queued && terms is not null ? TurnRules.CountsFrom(terms, after.Priority, after.Level, queued) : after.QueuedAt;
        if (after.CountsFrom == turn && after.AnswerSince == answer.Since && after.AnswerSpent == answer.Spent && after.AnswerDueAt == answer.DueAt && after.ResolutionSince == resolution.Since
            && after.ResolutionSpent == resolution.Spent && after.ResolutionDueAt == resolution.DueAt && after.AlarmAt == alarm && after.Marks == marks) return after;
        return after with
        {
            AnswerSince = answer.Since, AnswerSpent = answer.Spent, AnswerDueAt = answer.DueAt,
            ResolutionSince = resolution.Since, ResolutionSpent = resolution.Spent, ResolutionDueAt = resolution.DueAt,
            AlarmAt = alarm, Marks = marks, CountsFrom = turn,
        };
    }

    /// <summary>What has been used up until now, counted in the hours in which it was: from now on other hours may count.</summary>
    public static Conversation Settled(Conversation c, BusinessCalendar? calendar, DateTimeOffset now) => c with
    {
        AnswerSpent = c.AnswerSpent + Used(calendar, c.AnswerSince, now), AnswerSince = c.AnswerSince is null ? null : now,
        ResolutionSpent = c.ResolutionSpent + Used(calendar, c.ResolutionSince, now), ResolutionSince = c.ResolutionSince is null ? null : now,
    };

    private static TimeSpan Used(BusinessCalendar? calendar, DateTimeOffset? since, DateTimeOffset now) => since is { } from ? CalendarRules.Between(calendar, from, now) : TimeSpan.Zero;

    /// <summary>The promise that runs for the customer's answer now.</summary>
    public static TimeSpan? AnswerTarget(Conversation c, ServiceTargets targets) => c.FirstResponseAt is null ? targets.FirstAnswer : targets.NextAnswer;

    /// <summary>When a warning comes, for a clock that runs; null without warnings.</summary>
    public static DateTimeOffset? WarnsAt(DateTimeOffset since, TimeSpan spent, TimeSpan target, ServiceTerms terms) =>
        terms.Policy?.WarnAtPercent is { } percent ? CalendarRules.Add(terms.Calendar, since, (target * (percent / 100.0)) - spent) : null;

    private static Clock Run(Clock clock, TimeSpan? target, bool runs, bool pauses, DateTimeOffset begin, ServiceTerms? terms, DateTimeOffset now)
    {
        if (!runs || target is not { } time) return new(null, TimeSpan.Zero) { IsStopped = true };
        if (pauses)
        {
            return clock.Since is { } since ? new(null, clock.Spent + CalendarRules.Between(terms?.Calendar, since, now)) : clock;
        }

        var from = clock.Since ?? (clock.Spent == TimeSpan.Zero ? begin : now);
        return new(from, clock.Spent) { DueAt = CalendarRules.Add(terms?.Calendar, from, time - clock.Spent) };
    }

    private static bool IsAsleep(Conversation c, ServiceTerms? terms) =>
        c.Status is ConversationStatus.Snoozed && terms?.Policy is not { PausesWhileSnoozed: false };

    private static bool AwaitsCustomer(Conversation c, ServiceTerms? terms) =>
        c is { WaitingSince: null, FirstResponseAt: not null } && terms?.Policy is not { PausesForCustomer: false };

    /// <summary>Whether the first answer and the resolution kept what was promised, decided at the moment in which they happen.</summary>
    private static ServiceMarks Measured(Conversation before, Conversation after, ServiceTerms? terms, DateTimeOffset now)
    {
        var marks = after.Marks;
        var targets = terms?.Of(before.Level);
        if (before.FirstResponseAt is null && after.FirstResponseAt is not null && targets?.FirstAnswer is { } first)
            marks |= ServiceMarks.FirstMeasured | (IsLate(before.AnswerDueAt, before.AnswerSpent, first, now) ? ServiceMarks.FirstLate : 0);
        if (after.Status is ConversationStatus.Resolved && before.Status is not ConversationStatus.Resolved && targets?.Resolution is { } whole)
        {
            marks &= ~ServiceMarks.ResolvedLate;
            marks |= ServiceMarks.ResolvedMeasured | (IsLate(before.ResolutionDueAt, before.ResolutionSpent, whole, now) ? ServiceMarks.ResolvedLate : 0);
        }

        return marks;
    }

    /// <summary>Answers after the first, and whether they kept what was promised: decided when they are given.</summary>
    private static Conversation Counted(Conversation before, Conversation after, ServiceTargets? targetsBefore, DateTimeOffset now)
    {
        var isAnswer = before.WaitingSince is not null && after.WaitingSince is null && after.Status is not ConversationStatus.Resolved;
        if (!isAnswer || before.FirstResponseAt is null || targetsBefore?.NextAnswer is not { } next) return after;
        return after with
        {
            NextAnswers = after.NextAnswers + 1, NextAnswersLate = after.NextAnswersLate + (IsLate(before.AnswerDueAt, before.AnswerSpent, next, now) ? 1 : 0), NextAnsweredAt = now,
        };
    }

    private static bool IsLate(DateTimeOffset? due, TimeSpan spent, TimeSpan target, DateTimeOffset now) => due is { } at ? now > at : spent > target;

    private static DateTimeOffset? AlarmOf(Clock clock, TimeSpan? target, ServiceMarks marks, ServiceMarks warned, ServiceMarks late, ServiceTerms terms)
    {
        if (clock.DueAt is not { } due || clock.Since is not { } since || marks.HasFlag(late)) return null;
        return !marks.HasFlag(warned) && WarnsAt(since, clock.Spent, target!.Value, terms) is { } warns && warns < due ? warns : due;
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private readonly record struct Clock(DateTimeOffset? Since, TimeSpan Spent)
    {
        public DateTimeOffset? DueAt { get; init; }
        public bool IsStopped { get; init; }
    }
}
