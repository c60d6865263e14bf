using Portal.Components.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using static Portal.Tests.Conversations.Talk;

namespace Portal.Tests.Conversations;

public sealed class TimelineWindowTests
{
    [Fact]
    public void Take_TheNextEntry_IsHeld()
    {
        var window = Showing(1, 10);
        Assert.True(window.Take(Posted(11)));
        Assert.Equal((1, 11, 11), (window.First, window.Last, window.Newest));
    }

    [Fact]
    public void Take_TheSameTwice_HoldsItOnce()
    {
        var window = Showing(1, 10);
        window.Take(Posted(11));
        Assert.True(window.Take(Posted(11)));
        Assert.Equal(11, window.Entries.Count);
    }

    [Fact]
    public void Contradicts_AnotherEntryUnderANumberThatIsHeld_IsTold()
    {
        var window = Showing(1, 10);
        Assert.False(window.Contradicts(window.Entries[7]));
        Assert.True(window.Contradicts(Text(8)));
        Assert.False(window.Contradicts(Text(11)));
    }

    [Fact]
    public void Contradicts_AnEntryOutsideOfWhatIsHeld_CannotBeTold()
    {
        var window = new TimelineWindow();
        Assert.False(window.Contradicts(Text(1)));
        window.Show(Texts(101, 200));
        Assert.False(window.Contradicts(Text(100)));
        Assert.False(window.Contradicts(Text(201)));
    }

    [Fact]
    public void Contradicts_AMessageWhereACustomersPageHeldNone_IsTold()
    {
        // The note that had this number was never theirs to see.
        var view = new TimelineView();
        view.Merge([Text(1), Text(2), Text(4)]);
        Assert.True(view.Contradicts(Text(3)));
        Assert.False(view.Contradicts(view.Entries[2]));
    }

    [Fact]
    public void Take_BeyondAGap_AsksForTheStore()
    {
        var window = Showing(1, 10);
        Assert.False(window.Take(Posted(13)));
        Assert.Equal((10, 13), (window.Last, window.Newest));
        window.AddNewer(Texts(11, 13));
        Assert.Equal(Enumerable.Range(1, 13).Select(i => (long)i), window.Entries.Select(e => e.Sequence));
    }

    [Fact]
    public void Take_BeyondAGapThatCannotBeRead_GoesOnAsking()
    {
        var window = Showing(1, 10);
        window.Take(Posted(13));
        Assert.Equal((true, false), (window.Follows, window.AtEnd));
        Assert.False(window.Take(Posted(14)));
        window.AddNewer(Texts(11, 14));
        Assert.Equal((true, true, 14), (window.Follows, window.AtEnd, window.Last));
    }

    [Theory]
    [InlineData(true, TimelineWindow.MostAtBottom)]
    [InlineData(false, TimelineWindow.Most)]
    public void Take_ManyMoreThanAreNeeded_ForgetsTheOldestNowAndThen(bool atBottom, int kept)
    {
        var window = Showing(1, 10);
        window.IsAtBottom = atBottom;
        var trims = 0;
        for (var i = 11; i <= 1000; i++)
        {
            var first = window.First;
            Assert.True(window.Take(Posted(i)));
            Assert.InRange(window.Entries.Count, Math.Min(i, kept), kept + 100);
            if (window.First != first) trims++;
        }

        // Each trim draws the beginning of the page anew.
        Assert.InRange(trims, 1, 20);
        Assert.Equal((1000, true), (window.Last, window.AtEnd));
    }

    [Fact]
    public void Take_WhileReadingFurtherUp_LeavesItInTheStore()
    {
        var window = new TimelineWindow();
        window.Show(Texts(101, 200), newest: 500);
        Assert.True(window.Take(Posted(501)));
        Assert.Equal((200, 501, false), (window.Last, window.Newest, window.AtEnd));
    }

    [Fact]
    public void Take_AfterTheHeadToldOfIt_IsHeldAllTheSame()
    {
        var window = Showing(1, 10);
        window.Know(11);
        Assert.True(window.Take(Posted(11)));
        window.Know(13);
        Assert.False(window.Take(Posted(13)));
        Assert.Equal((11, 13), (window.Last, window.Newest));
    }

    [Fact]
    public void Take_AfterTheReaderWentUpAndCameDownAgain_IsHeld()
    {
        var window = Showing(901, 1000);
        while (window.Last == 1000) window.AddOlder(Texts(window.First - 100, window.First - 1));
        window.Take(Posted(1001));
        Assert.True(window.Last < 1000);
        while (!window.AtEnd) window.AddNewer(Texts(window.Last + 1, Math.Min(1001, window.Last + 100)));
        window.Take(Posted(1002));
        Assert.Equal(1002, window.Last);
    }

    [Fact]
    public void AddOlder_AllTheWayUp_StaysBoundedAndWithoutHoles()
    {
        var window = Showing(901, 1000);
        while (!window.AtStart) window.AddOlder(Texts(Math.Max(1, window.First - 100), window.First - 1));
        Assert.Equal(TimelineWindow.Most, window.Entries.Count);
        Assert.Equal((1, TimelineWindow.Most, 1000, false), (window.First, window.Last, window.Newest, window.AtEnd));
        while (!window.AtEnd) window.AddNewer(Texts(window.Last + 1, Math.Min(1000, window.Last + 100)));
        Assert.Equal((1001 - TimelineWindow.Most, 1000), (window.First, window.Last));
        Assert.Equal(TimelineWindow.Most, window.Entries.Count);
    }

    [Fact]
    public void AddOlder_WithWhatIsHeldAlready_AddsNothingTwice()
    {
        var window = Showing(50, 60);
        window.AddOlder(Texts(40, 55));
        Assert.Equal(Enumerable.Range(40, 21).Select(i => (long)i), window.Entries.Select(e => e.Sequence));
    }

    private static TimelineWindow Showing(long from, long to)
    {
        var window = new TimelineWindow();
        window.Show(Texts(from, to));
        return window;
    }

    private static EntryPosted Posted(long sequence) => new(Topic.Desk, Text(sequence), sequence - 1);
}

public sealed class TimelineRulesTests
{
    [Fact]
    public void Lines_ANewDay_HasAHeadingAndBeginsAGroup()
    {
        var lines = Lines([Text(1), Text(2, minutes: 1), Text(3, minutes: 24 * 60)]);
        Assert.Equal([true, false, true], lines.Select(l => l.Day is not null));
        Assert.Equal([false, true, false], lines.Select(l => l.Follows));
        Assert.Equal([true, false, false], lines.Select(l => l.Leads));
    }

    [Fact]
    public void Lines_TheReadersZone_DecidesWhereADayBegins()
    {
        IReadOnlyList<TimelineEntry> entries = [Text(1, minutes: 14.5 * 60), Text(2, minutes: 15 * 60 + 1)];
        Assert.NotNull(Lines(entries)[1].Day);
        Assert.Null(TimelineRules.Lines(entries, Receipts.None, null, TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-2), null, null))[1].Day);
    }

    [Fact]
    public void Lines_AnotherAuthorAPauseOrAnEvent_BreaksTheGroup()
    {
        Assert.False(Lines([Text(1), Text(2, Role.Agent)])[1].Follows);
        Assert.False(Lines([Text(1), Text(2, minutes: 5)])[1].Follows);
        Assert.False(Lines([Text(1), Event(TimelineEvent.Joined) with { Sequence = 2 }, Text(3)])[2].Follows);
    }

    [Fact]
    public void Lines_DifferentStates_EachKeepTheirOwnWord()
    {
        var lines = TimelineRules.Lines([Text(1, Role.Agent), Text(2, Role.Agent), Text(3, Role.Agent)], new(2, 1, 0, 0), null, TimeZoneInfo.Utc);
        Assert.Equal([DeliveryState.Read, DeliveryState.Delivered, DeliveryState.Sent], lines.Select(l => l.State));
        Assert.DoesNotContain(lines, l => l.Leads);
    }

    [Fact]
    public void StateOf_NotesEventsAndTheCustomersOwn_HaveNone()
    {
        var read = new Receipts(9, 9, 9, 9);
        Assert.Equal(DeliveryState.None, TimelineRules.StateOf(Text(1), read));
        Assert.Equal(DeliveryState.None, TimelineRules.StateOf(Text(1, Role.Agent) with { Kind = EntryKind.Note, Audience = Audience.Staff }, read));
        Assert.Equal(DeliveryState.None, TimelineRules.StateOf(Event(TimelineEvent.Joined), read));
    }

    [Fact]
    public void FirstUnread_CountsTheCustomersMessagesOnly()
    {
        IReadOnlyList<TimelineEntry> entries = [Text(1), Text(2, Role.Agent), Text(3), Event(TimelineEvent.Joined) with { Sequence = 4 }, Text(5)];
        Assert.Equal(3, TimelineRules.FirstUnread(entries, 2));
        Assert.Null(TimelineRules.FirstUnread(entries, 0));
        Assert.Null(TimelineRules.FirstUnread(entries, 9));
    }

    private static IReadOnlyList<TimelineLine> Lines(IReadOnlyList<TimelineEntry> entries) => TimelineRules.Lines(entries, Receipts.None, null, TimeZoneInfo.Utc);
}
