using Portal.Domain.Conversations;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Insights;

public sealed class LiveBoardRulesTests
{
    private static readonly DateTimeOffset Now = BoardFactsBuilder.Now;
    private readonly BoardFactsBuilder desk = new();

    [Fact]
    public void Draw_NothingThere_IsEmptyWithAnHourOfMinutes()
    {
        var board = LiveBoardRules.Draw(BoardFacts.None, Now);

        Assert.Equal(BoardFigures.None, board.Figures);
        Assert.Equal(60, board.Minutes.Length);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero), board.Minutes[^1].Minute);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 31, 0, TimeSpan.Zero), board.Minutes[0].Minute);
    }

    [Fact]
    public void Draw_Queue_CountsWaitingOpenAndAvailable()
    {
        var queue = desk.AddQueue("Sales");
        var greta = desk.AddAgent("Greta", Presence.Available, 4, queue);
        desk.AddAgent("Pavel", Presence.Busy, 4, queue);
        desk.AddAgent("Elsewhere");
        desk.AddOpen(queue, waits: 30);
        desk.AddOpen(queue, waits: 90, with: greta);
        desk.AddOpen(queue, with: greta);

        var row = Assert.Single(desk.Board.Queues);

        Assert.Equal((2, 3, 1, 2), (row.Waiting, row.Open, row.Available, row.Members));
        Assert.Equal(Now.AddSeconds(-90), row.Longest);
    }

    [Fact]
    public void Draw_SimulatedCustomers_AreShownAndMarkedButCountInNoReport()
    {
        var queue = desk.AddQueue("Sales");
        desk.AddAnswered(queue, minutesAgo: 5, took: 10);
        var before = desk.Board;
        desk.Put(desk.AddOpen(queue, waits: 30) with { SimulatedAt = Now.AddMinutes(-3), CreatedAt = Now.AddMinutes(-3), FirstResponseAt = Now.AddMinutes(-1) });

        var board = desk.Board;

        Assert.True(Assert.Single(board.Conversations).IsSimulated);
        Assert.Equal(1, board.Figures.Waiting);
        Assert.Equal((before.Figures.Hour, before.Figures.Day, before.Figures.Begun), (board.Figures.Hour, board.Figures.Day, board.Figures.Begun));
        Assert.Equal(before.Queues.Single().Hour, board.Queues.Single().Hour);
        Assert.Equal(before.Minutes.AsEnumerable(), board.Minutes);
    }

    [Fact]
    public void Draw_UnassignedWithNothingToAnswer_WaitsForSomebody()
    {
        var queue = desk.AddQueue("Sales");
        var returned = desk.AddOpen(queue, waits: 40);
        desk.Put(returned with { WaitingSince = null });

        var board = desk.Board;

        Assert.Equal((1, 1), (board.Figures.Waiting, board.Figures.Unassigned));
        Assert.Equal(returned.QueuedAt, board.Conversations[0].Waiting);
    }

    [Fact]
    public void Draw_Queues_AreOrderedByWaitAgainstTheirOwnStandard()
    {
        var slow = desk.AddQueue("Slow", within: 600);
        var fast = desk.AddQueue("Fast", within: 30);
        var below = desk.AddQueue("Below target");
        desk.AddQueue("Quiet");
        desk.AddOpen(slow, waits: 120);
        desk.AddOpen(fast, waits: 25);
        desk.AddAnswered(below, minutesAgo: 5, took: 300);

        Assert.Equal(["Fast", "Slow", "Below target", "Quiet"], desk.Board.Queues.Select(q => q.Name));
    }

    [Fact]
    public void Draw_ServiceLevel_IsTheShareOfFirstAnswersWithinTheStandard()
    {
        var queue = desk.AddQueue("Sales", within: 60);
        desk.AddAnswered(queue, minutesAgo: 10, took: 60);
        desk.AddAnswered(queue, minutesAgo: 20, took: 61);
        desk.AddAnswered(queue, minutesAgo: 30, took: 20);
        desk.AddAnswered(queue, minutesAgo: 90, took: 500);

        var row = desk.Board.Queues[0];

        Assert.Equal((3, 66), (row.Hour.Answers, row.Hour.Percent));
        Assert.Equal((4, 50), (row.Day.Answers, row.Day.Percent));
        Assert.Equal(TimeSpan.FromSeconds(60), row.Hour.Median);
        Assert.Equal(TimeSpan.FromSeconds(500), desk.Board.Figures.MedianBefore);
    }

    [Fact]
    public void Draw_NoAnswers_HasNoShareRatherThanZeroOrAll()
    {
        desk.AddQueue("Sales");

        Assert.Null(desk.Board.Queues[0].Hour.Percent);
        Assert.Null(desk.Board.Figures.Hour.Median);
    }

    [Fact]
    public void Draw_AlmostTheTarget_DoesNotCountAsMet()
    {
        Assert.Equal(89, new AnswerFigures(1000, 899, TimeSpan.Zero).Percent);
        Assert.Equal(Tone.Near, LiveBoardRules.OfLevel(89, 90));
    }

    [Fact]
    public void Draw_Conversations_LongestWaitingFirstThenTheAnswered()
    {
        var queue = desk.AddQueue("Sales");
        var greta = desk.AddAgent("Greta");
        desk.AddOpen(queue, "Answered", with: greta);
        desk.AddOpen(queue, "Short", waits: 10);
        desk.AddOpen(queue, "Long", waits: 100, with: greta);

        var rows = desk.Board.Conversations;

        Assert.Equal(["Long", "Short", "Answered"], rows.Select(r => r.Customer));
        Assert.Equal(["Greta", null, "Greta"], rows.Select(r => r.Assignee));
    }

    [Fact]
    public void Draw_Load_ComesFromTheConversationsNotFromTheAgent()
    {
        var queue = desk.AddQueue("Sales");
        var greta = desk.AddAgent("Greta", capacity: 2);
        desk.AddAgent("Away", Presence.Offline, 4, queue);
        for (var i = 0; i < 3; i++) desk.AddOpen(queue, with: greta);

        var board = desk.Board;

        Assert.Equal((6, 2), (board.Figures.Used, board.Figures.Capacity));
        Assert.Equal(6, board.Agents.Single(a => a.Name == "Greta").Used.Chat);
    }

    [Fact]
    public void Draw_Load_CountsUnitsAndNothingForWhatRests()
    {
        var queue = desk.AddQueue("Sales");
        var greta = desk.AddAgent("Greta", capacity: 4);
        desk.Put(desk.AddOpen(queue, with: greta) with { Units = 6 });
        desk.Put(desk.AddOpen(queue, with: greta) with { IsResting = true });

        Assert.Equal((6, 4), (desk.Board.Figures.Used, desk.Board.Figures.Capacity));
    }

    [Fact]
    public void Draw_Agents_WhoAreThereFirstAndOnlyThoseOfInterestOnTheBoard()
    {
        var queue = desk.AddQueue("Sales");
        desk.AddAgent("Offline member", Presence.Offline, 4, queue);
        desk.AddAgent("Offline stranger", Presence.Offline);
        desk.AddAgent("Busy", Presence.Busy, 4, queue);
        desk.AddOpen(queue, with: desk.AddAgent("Helps out"));
        desk.AddAgent("Looks on");

        var agents = desk.Board.Agents;

        Assert.Equal(["Helps out", "Looks on", "Busy", "Offline member", "Offline stranger"], agents.Select(a => a.Name));
        Assert.Equal([true, false, true, true, false], agents.Select(a => a.OnBoard));
    }

    [Fact]
    public void Draw_Minutes_CountBeginningsAndFirstAnswers()
    {
        var queue = desk.AddQueue("Sales");
        desk.AddAnswered(queue, minutesAgo: 0, took: 60);
        desk.AddAnswered(queue, minutesAgo: 59, took: 600);

        var minutes = desk.Board.Minutes;

        Assert.Equal(1, minutes[^1].Answers);
        Assert.Equal(1, minutes[^2].Arrivals);
        Assert.Equal(2, minutes.Sum(m => m.Answers));
        Assert.Equal(1, minutes.Sum(m => m.Arrivals));
        Assert.Equal(1, desk.Board.Figures.Begun);
    }

    [Fact]
    public void Apply_OlderVersion_ChangesNothing()
    {
        var newer = AConversation() with { Version = 3, Status = ConversationStatus.Resolved };
        var facts = LiveBoardRules.Apply(BoardFacts.None, Changed(newer));

        Assert.Same(facts, LiveBoardRules.Apply(facts, Changed(newer with { Version = 2, Status = ConversationStatus.Open })));
        Assert.Same(facts, LiveBoardRules.Apply(facts, Changed(newer)));
    }

    [Fact]
    public void Apply_Resolved_KeepsNoPreview()
    {
        var resolved = AConversation() with { Status = ConversationStatus.Resolved, Preview = "My card number is …" };

        Assert.Equal("", LiveBoardRules.Apply(BoardFacts.None, Changed(resolved)).Conversations[resolved.Id].Preview);
    }

    [Theory]
    [InlineData(44, Tone.Calm), InlineData(45, Tone.Near), InlineData(59, Tone.Near), InlineData(60, Tone.Missed)]
    public void OfWait_AgainstAMinute_TurnsAtThreeQuartersAndAtTheEnd(int seconds, Tone expected) =>
        Assert.Equal(expected, LiveBoardRules.OfWait(TimeSpan.FromSeconds(seconds), TimeSpan.FromMinutes(1)));

    [Theory]
    [InlineData(null, Tone.Calm), InlineData(90, Tone.Calm), InlineData(86, Tone.Near), InlineData(85, Tone.Missed)]
    public void OfLevel_AgainstNinety_TurnsBelowAndFivePointsBelow(int? percent, Tone expected) =>
        Assert.Equal(expected, LiveBoardRules.OfLevel(percent, 90));

    [Fact]
    public void Median_EvenCount_LiesBetweenTheMiddleTwo() =>
        Assert.Equal(TimeSpan.FromSeconds(15), LiveBoardRules.Median([TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1)]));

    [Fact]
    public void Sampled_EachMinuteOnce_ForgetsAfterAnHour()
    {
        var trend = System.Collections.Immutable.ImmutableArray<BoardSample>.Empty;
        for (var second = 0; second < 90 * 60; second += 20) trend = LiveBoardRules.Sampled(trend, LiveBoardRules.Draw(BoardFacts.None, Now.AddSeconds(second)));

        Assert.Equal(60, trend.Length);
        Assert.Equal(60, trend.DistinctBy(s => s.Minute).Count());
    }

    private static ConversationChanged Changed(Conversation after) => new(Topic.Desk, after, null);

    private static Conversation AConversation() => new()
    {
        Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = QueueId.New(), CreatedAt = Now, QueuedAt = Now, WaitingSince = Now,
    };
}
