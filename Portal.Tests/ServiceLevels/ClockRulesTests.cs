using CsCheck;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Tests.ServiceLevels;

/// <summary>Clocks of a conversation through everything that can happen to it, on weekdays from nine to six in Berlin.</summary>
public sealed class ClockRulesTests
{
    private static readonly BusinessCalendar Calendar = CalendarRulesTests.Weekdays("Europe/Berlin", 9, 18);
    private static readonly ServicePolicy Policy = StandardRules.Suggested(PolicyId.New()) with { Name = "Gold" };
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(1));
    private static readonly Actor Agent = new(Guid.CreateVersion7(), Role.Agent, "Ines");
    private static readonly Actor Customer = Actor.Of(CustomerId.New(), "Mara");

    private static ServiceTerms Terms(ServicePolicy? policy = null, BusinessCalendar? calendar = null) =>
        new(new(QueueId.New(), "Orders", null, null, TimeSpan.FromSeconds(60)), calendar ?? Calendar, policy ?? Policy);

    [Fact]
    public void Advance_FirstMessage_IsDueAfterItsTargetInOpenHours()
    {
        var c = Say(New(Monday.AddHours(8.9)), Customer, Monday.AddHours(8.9));

        // Six minutes of Monday, the other twenty-four on Tuesday.
        Assert.Equal(Monday.AddDays(1).AddMinutes(24), c.AnswerDueAt);
        Assert.Equal(Monday.AddDays(1).AddMinutes(16.5), c.AlarmAt);
    }

    [Fact]
    public void Advance_Answer_StopsTheClockAndRemembersWhetherItWasInTime()
    {
        var asked = Say(New(Monday), Customer, Monday);

        var inTime = Say(asked, Agent, Monday.AddMinutes(30));
        var late = Say(asked, Agent, Monday.AddMinutes(31));

        Assert.Null(inTime.AnswerDueAt);
        Assert.Equal(ServiceMarks.FirstMeasured, inTime.Marks);
        Assert.Equal(ServiceMarks.FirstMeasured | ServiceMarks.FirstLate, late.Marks);
        // The next question has the target of later answers.
        Assert.Equal(Monday.AddHours(3), Say(late, Customer, Monday.AddHours(2)).AnswerDueAt);
    }

    [Fact]
    public void Advance_AnswersAfterTheFirst_AreCountedWithThoseThatCameLate()
    {
        var c = Say(Say(New(Monday), Customer, Monday), Agent, Monday.AddMinutes(1));
        Assert.Equal((0, null), (c.NextAnswers, c.NextAnsweredAt));

        c = Say(Say(c, Customer, Monday.AddMinutes(2)), Agent, Monday.AddMinutes(62));
        Assert.Equal((1, 0, Monday.AddMinutes(62)), (c.NextAnswers, c.NextAnswersLate, c.NextAnsweredAt!.Value));
        // A second reply in a row answers nothing more.
        c = Say(c, Agent, Monday.AddMinutes(63));
        c = Say(Say(c, Customer, Monday.AddMinutes(70)), Agent, Monday.AddMinutes(131));

        Assert.Equal((2, 1, Monday.AddMinutes(131)), (c.NextAnswers, c.NextAnswersLate, c.NextAnsweredAt!.Value));
        c = Do(Say(c, Customer, Monday.AddMinutes(132)), ConversationRules.Resolve(c, Agent, Monday.AddMinutes(140)), Monday.AddMinutes(140));
        Assert.Equal(2, c.NextAnswers);
    }

    [Fact]
    public void Advance_SecondMessageOfSomebodyWhoWaits_DoesNotMoveTheDueTime()
    {
        var c = Say(New(Monday), Customer, Monday);

        Assert.Equal(c.AnswerDueAt, Say(c, Customer, Monday.AddMinutes(20)).AnswerDueAt);
    }

    [Fact]
    public void Advance_AHigherPriority_KeepsTheTimeThatWasUsedUp()
    {
        var c = Say(New(Monday), Customer, Monday);

        var urgent = Do(c, ConversationRules.Prioritise(c, Agent, PriorityLevel.Urgent, null), Monday.AddMinutes(3));

        Assert.Equal(Monday.AddMinutes(5), urgent.AnswerDueAt);
    }

    [Fact]
    public void Advance_Snooze_PausesAndWakingGoesOnWithWhatIsLeft()
    {
        var c = Say(New(Monday), Customer, Monday);
        var asleep = Do(c, ConversationRules.Snooze(c, Agent, Monday.AddHours(4), TimeSpan.FromDays(9), Monday.AddMinutes(10)), Monday.AddMinutes(10));

        Assert.Null(asleep.AnswerDueAt);
        Assert.Null(asleep.AlarmAt);
        var awake = Do(asleep, ConversationRules.Wake(asleep, Actor.System, Monday.AddHours(4)), Monday.AddHours(4));

        Assert.Equal(Monday.AddHours(4).AddMinutes(20), awake.AnswerDueAt);
    }

    [Fact]
    public void Advance_SnoozedBeforeItOpened_BeginsWhenItWakes()
    {
        // Sunday: nothing of Monday is used up when it is put to sleep.
        var c = Say(New(Monday.AddHours(-12)), Customer, Monday.AddHours(-12));
        var asleep = Do(c, ConversationRules.Snooze(c, Agent, Monday.AddHours(5), TimeSpan.FromDays(9), Monday.AddHours(-11)), Monday.AddHours(-11));

        var awake = Do(asleep, ConversationRules.Wake(asleep, Actor.System, Monday.AddHours(5)), Monday.AddHours(5));

        Assert.Equal(Monday.AddHours(5).AddMinutes(30), awake.AnswerDueAt);
    }

    [Fact]
    public void Advance_MovedIntoAQueueThatIsAlwaysOpen_KeepsWhatTheNightDidNotCount()
    {
        var (closed, always) = (Terms(), Terms() with { Calendar = null });
        // Friday evening, ten minutes before closing; moved on Sunday.
        var friday = Monday.AddDays(4).AddHours(8).AddMinutes(50);
        var c = Say(New(friday), Customer, friday, closed);
        var sunday = friday.AddDays(2);

        var moved = ClockRules.Advance(c, c with { QueueId = always.Queue.Queue }, always, sunday, closed);

        Assert.Equal(TimeSpan.FromMinutes(10), moved.AnswerSpent);
        Assert.Equal(sunday.AddMinutes(20), moved.AnswerDueAt);
    }

    [Fact]
    public void Advance_SnoozeUnderAPolicyThatDoesNotPause_RunsOn()
    {
        var terms = Terms(Policy with { PausesWhileSnoozed = false });
        var c = Say(New(Monday), Customer, Monday, terms);
        var asleep = Do(c, ConversationRules.Snooze(c, Agent, Monday.AddHours(4), TimeSpan.FromDays(9), Monday.AddMinutes(10)), Monday.AddMinutes(10), terms);

        Assert.Equal(c.AnswerDueAt, asleep.AnswerDueAt);
    }

    [Fact]
    public void Advance_WaitingForTheCustomer_PausesTheResolutionOnly()
    {
        var c = Say(New(Monday), Customer, Monday);
        var answered = Say(c, Agent, Monday.AddHours(1));
        Assert.Null(answered.ResolutionDueAt);

        var again = Say(answered, Customer, Monday.AddHours(3));

        // Sixteen hours were promised, one is used up; nine fit into a day.
        Assert.Equal(CalendarRules.Add(Calendar, Monday.AddHours(3), TimeSpan.FromHours(15)), again.ResolutionDueAt);
    }

    [Fact]
    public void Advance_ResolvedAndReopened_StartsAnew()
    {
        var c = Say(New(Monday), Customer, Monday);
        var resolved = Do(c, ConversationRules.Resolve(c, Agent, Monday.AddHours(1)), Monday.AddHours(1));
        Assert.Null(resolved.AlarmAt);
        Assert.Equal(ServiceMarks.ResolvedMeasured, resolved.Marks);

        var again = Say(resolved, Customer, Monday.AddHours(5));

        Assert.Equal(CalendarRules.Add(Calendar, Monday.AddHours(5), TimeSpan.FromHours(16)), again.ResolutionDueAt);
        Assert.Equal(TimeSpan.Zero, again.ResolutionSpent);
    }

    [Fact]
    public void Advance_NoPolicy_MeasuresTheQueuesStandardAndNeverWarns()
    {
        var terms = Terms() with { Policy = null, Calendar = null };

        var c = Say(New(Monday), Customer, Monday, terms);

        Assert.Equal((Monday.AddSeconds(60), null, null), (c.AnswerDueAt, c.ResolutionDueAt, c.AlarmAt));
    }

    [Fact]
    public void Advance_Twice_ChangesNothingMore()
    {
        var c = Say(New(Monday), Customer, Monday);

        Assert.Same(c, ClockRules.Advance(c, c, Terms(), Monday.AddMinutes(12)));
    }

    /// <summary>
    /// Whatever happens and in whatever order, the time that a clock has used up is the open time in which it ran, counted
    /// apart from the rules by adding each step alone; and a due time never falls into closed hours.
    /// </summary>
    [Fact]
    public void Advance_AnyHistory_UsesUpTheOpenTimeInWhichItRan() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 40_000]).Array[1, 25].Sample(steps =>
        {
            // Up to eleven days, over the change of clocks on 29 March.
            var now = new DateTimeOffset(2026, 3, 25, 8, 0, 0, TimeSpan.Zero);
            var c = Say(New(now), Customer, now);
            var (ran, waited) = (TimeSpan.Zero, TimeSpan.Zero);
            foreach (var (what, seconds) in steps)
            {
                var next = now.AddSeconds(seconds);
                if (c.ResolutionDueAt is not null) ran += CalendarRules.Between(Calendar, now, next);
                if (c.AnswerDueAt is not null) waited += CalendarRules.Between(Calendar, now, next);
                now = next;
                var before = c;
                c = Step(c, what, now);
                if (c.Status is ConversationStatus.Resolved || (before.Status is ConversationStatus.Resolved && c.Status is not ConversationStatus.Resolved)) ran = TimeSpan.Zero;
                var used = c.ResolutionSpent + (c.ResolutionSince is { } since ? CalendarRules.Between(Calendar, since, now) : TimeSpan.Zero);
                Assert.Equal(ran, used);
                if (c.WaitingSince is null || c.WaitingSince != before.WaitingSince) waited = TimeSpan.Zero;
                Assert.Equal(waited, c.AnswerSpent + (c.AnswerSince is { } from ? CalendarRules.Between(Calendar, from, now) : TimeSpan.Zero));
                // A clock that has used up everything is due where it stands.
                foreach (var due in new[] { c.AnswerDueAt, c.ResolutionDueAt }.OfType<DateTimeOffset>().Where(d => d != c.AnswerSince && d != c.ResolutionSince))
                    Assert.True(CalendarRules.Between(Calendar, due.AddSeconds(-1), due) > TimeSpan.Zero, $"{due:O} is in closed hours");
                Assert.True(c.AlarmAt is null || c.AlarmAt <= (c.AnswerDueAt ?? c.ResolutionDueAt));
            }
        }, iter: 500);

    private static Conversation Step(Conversation c, int what, DateTimeOffset now) => what switch
    {
        0 => Say(c, Customer, now),
        1 => Say(c, Agent, now),
        2 => Do(c, ConversationRules.Snooze(c, Agent, now.AddDays(1), TimeSpan.FromDays(9), now), now),
        3 => Do(c, ConversationRules.Wake(c, Agent, now), now),
        4 => Do(c, ConversationRules.Resolve(c, Agent, now), now),
        _ => Do(c, ConversationRules.Prioritise(c, Agent, (PriorityLevel)(((int)c.Level + 1) % 4), null), now),
    };

    internal static Conversation New(DateTimeOffset now) => new()
    {
        Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = Customer.Customer, QueueId = QueueId.New(), CreatedAt = now, QueuedAt = now, LastEntryAt = now,
    };

    internal static Conversation Say(Conversation c, Actor who, DateTimeOffset now, ServiceTerms? terms = null) =>
        Do(c, ConversationRules.Post(c, new(Guid.CreateVersion7(), EntryKind.Text, Audience.Everyone, who) { Text = "Hello" }, 100, now), now, terms);

    internal static Conversation Do(Conversation c, Decision decision, DateTimeOffset now, ServiceTerms? terms = null) =>
        decision is Decision.Write write ? ClockRules.Advance(c, write.Next, terms ?? Terms(), now) : c;
}
