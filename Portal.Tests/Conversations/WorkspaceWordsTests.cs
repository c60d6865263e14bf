using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using static Portal.Tests.Conversations.Talk;

namespace Portal.Tests.Conversations;

public sealed class WorkspaceWordsTests
{
    internal static readonly IStringLocalizer<StaffText> L = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<StaffText>>();

    public static TheoryData<Refusal> Refusals => [.. Enum.GetValues<Refusal>()];

    public static TheoryData<TimelineEvent> Events => [.. Enum.GetValues<TimelineEvent>()];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void RefusalWords_EveryReason_SaysWhyAndWhatNext(Refusal reason)
    {
        var words = RefusalWords.Of(reason, L);
        Assert.True(words.Count(c => c is '.') >= 1 && words.Length > 20, words);
        Assert.DoesNotContain(reason.ToString(), words);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void EventWords_EveryEvent_IsSaidInWords(TimelineEvent what)
    {
        var words = EventWords.Of(Event(what, Role.Agent, "Returns", null, "Tomás"), Me, Now, TimeZoneInfo.Utc, L);
        Assert.NotEmpty(words.Text);
        Assert.DoesNotContain("{1}", words.Text);
        Assert.NotEmpty(words.Glyph);
    }

    [Theory]
    [InlineData(RoutingReasons.MostFree, "has the most room"), InlineData(RoutingReasons.LongestIdle, "longest"), InlineData(RoutingReasons.OnlyOne, "only one"), InlineData(RoutingReasons.KnowsCustomer, "had it before")]
    public void EventWords_AnOffer_SaysWhyThisAgent(string reason, string part)
    {
        var words = EventWords.Of(Event(TimelineEvent.Assigned, subject: "Ines Okafor", reason: reason), Me, Now, TimeZoneInfo.Utc, L);
        Assert.Equal("Ines Okafor", words.Subject);
        Assert.Contains(part, words.Why);
    }

    [Fact]
    public void EventWords_AReasonFromTheFuture_IsLeftOut() => Assert.Empty(EventWords.Because("phase-of-the-moon", L));

    [Fact]
    public void EventWords_ASnooze_NamesTheReadersTime()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), null, null);
        var words = EventWords.Of(Event(TimelineEvent.Snoozed, Role.Agent, Now.AddDays(1).ToString("O"), author: "Tomás"), Me, Now, zone, L);
        Assert.Equal("tomorrow, 11:00", words.Subject);
    }

    [Fact]
    public void RowWords_AnOffer_CountsDownAndWarns()
    {
        Assert.Equal(("Open within 45 s", Tone.Calm), Due(Offered()));
        Assert.Equal(("Open within 9 s", Tone.Soon), Due(Offered(9)));
        Assert.Equal(("Going on to the next", Tone.Over), Due(Offered(-1)));
    }

    [Fact]
    public void RowWords_AnAnswer_IsDueAsPromised()
    {
        Assert.Equal(("Due in 4 min", Tone.Calm), Due(With(Me) with { AnswerDueAt = Now.AddMinutes(4) }));
        Assert.Equal(("Due in 1 min", Tone.Soon), Due(With(Me, 9) with { AnswerDueAt = Now.AddMinutes(1) }));
        Assert.Equal(("Overdue 2 min", Tone.Over), Due(With(Me, 7) with { AnswerDueAt = Now.AddMinutes(-2) }));
        Assert.Equal(("Due tomorrow, 09:20", Tone.Calm), Due(With(Me) with { AnswerDueAt = new DateTimeOffset(Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero).AddMinutes(560) }));
        Assert.Equal(("Waiting 7 min", Tone.Plain), Due(With(Me, 7)));
    }

    [Fact]
    public void RowWords_OtherStates_SayWhoseMoveItIs()
    {
        Assert.Equal("Waiting for customer", Due(Answered(Me)).Text);
        Assert.Equal("With Tomás", Due(With(Tomas)).Text);
        Assert.Equal("Back tomorrow, 09:00", Due(Asleep(Me)).Text);
        Assert.Equal("Resolved", Due(Resolved(Me)).Text);
    }

    [Fact]
    public void RowWords_TypingAndDraft_StandBeforeThePreview()
    {
        Assert.Equal(("typing…", ""), Lead(With(Me), typing: true, draft: "Good news"));
        Assert.Equal(("Draft:", "Good news"), Lead(With(Me), draft: "Good news"));
        Assert.Equal(("You:", "Hello"), Lead(Answered(Me)));
        Assert.Equal(("Team:", "Hello"), Lead(Answered(Tomas)));
        Assert.Equal(("", "Hello"), Lead(With(Me)));
    }

    [Fact]
    public void RowWords_BeingRead_HasNothingUnread()
    {
        Assert.Equal(3, RowWords.Of(With(Me).Row(unread: 3), Around(), L).Unread);
        Assert.Equal(0, RowWords.Of(With(Me).Row(unread: 3), Around() with { Reading = true }, L).Unread);
    }

    [Theory]
    [InlineData(0, "now"), InlineData(14, "14 min"), InlineData(200, "3 h"), InlineData(60 * 30, "Sun"), InlineData(60 * 24 * 30, "31 Jan"), InlineData(60 * 24 * 120, "Nov 2025")]
    public void Moments_Ago_GrowsCoarserWithDistance(int minutes, string expected) => Assert.Equal(expected, Moments.Ago(Now.AddMinutes(-minutes), Now, TimeZoneInfo.Utc, L));

    [Fact]
    public void Moments_ZoneOf_WhateverABrowserClaims_IsSomeZone()
    {
        Assert.Equal(TimeSpan.FromHours(1), Moments.ZoneOf("Europe/Berlin", 0).GetUtcOffset(Now));
        Assert.Equal(TimeSpan.FromHours(-3), Moments.ZoneOf("No/Such", -180).GetUtcOffset(Now));
        Assert.Equal(TimeSpan.FromHours(14), Moments.ZoneOf(new string('x', 5000), int.MaxValue).GetUtcOffset(Now));
        Assert.Equal(TimeZoneInfo.Utc, Moments.ZoneOf(null, 0));
    }

    [Theory]
    [InlineData("open", ReplyState.Open, true), InlineData("queued", ReplyState.TakesIt, true), InlineData("asleep", ReplyState.Asleep, true)]
    [InlineData("others", ReplyState.SomebodyElses, false), InlineData("resolved", ReplyState.Resolved, false)]
    public void ReplyRules_ForAnAgent_SaysWhatStandsInTheWay(string which, ReplyState expected, bool may)
    {
        var state = ReplyRules.Of(which switch { "open" => With(Me), "queued" => Queued(), "asleep" => Asleep(Me), "others" => With(Tomas), _ => Resolved(Me) }, new(Me.Value, Role.Agent, "Ines"));
        Assert.Equal((expected, may), (state, ReplyRules.MayWrite(state)));
    }

    [Fact]
    public void ReplyRules_ForASupervisor_StepsIn() => Assert.Equal(ReplyState.AsSupervisor, ReplyRules.Of(With(Tomas), new(Me.Value, Role.Supervisor, "Rosa")));

    private static RowWords.Around Around() => new(Me, Now, TimeZoneInfo.Utc, false, false, false, null);

    private static (string Text, Tone Tone) Due(Conversation c)
    {
        var due = RowWords.Of(c.Row(), Around(), L).Due;
        return (due.Text, due.Tone);
    }

    private static (string, string) Lead(Conversation c, bool typing = false, string? draft = null)
    {
        var words = RowWords.Of(c.Row(), Around() with { Typing = typing, Draft = draft }, L);
        return (words.Lead, words.Preview);
    }
}

public sealed class SnoozeTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void From_InTheMorning_OffersTheAfternoon() => Assert.Equal(
        [(SnoozeChoice.AnHour, Now.AddHours(1)), (SnoozeChoice.ThisAfternoon, Utc(3, 2, 14)), (SnoozeChoice.Tomorrow, Utc(3, 3, 8)), (SnoozeChoice.NextWeek, Utc(3, 9, 8))],
        SnoozeTimes.From(Now, Berlin));

    [Fact]
    public void From_Late_LeavesTheAfternoonOut() => Assert.DoesNotContain(SnoozeTimes.From(Utc(3, 2, 15), Berlin), c => c.Choice is SnoozeChoice.ThisAfternoon);

    [Fact]
    public void From_OverAChangeOfTheClocks_StaysNineInTheMorning() =>
        Assert.Equal(Utc(3, 29, 7), SnoozeTimes.From(Utc(3, 28, 9), Berlin).Single(c => c.Choice is SnoozeChoice.Tomorrow).Until);

    [Fact]
    public void At_ATimeThatTheClocksSkip_MovesOnToOneThatExists() => Assert.Equal(Utc(3, 29, 1), SnoozeTimes.At(new(2026, 3, 29, 2, 30, 0), Berlin));

    private static DateTimeOffset Utc(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, TimeSpan.Zero);
}
