using Bunit;
using Portal.Components.Insights;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Insights;

public sealed class BoardPanelTests : IAsyncDisposable
{
    private readonly PageContext page = new(Role.Supervisor);
    private readonly BoardFactsBuilder desk = new();

    [Fact]
    public void Agent_IsShownWithShapeWordTimeAndLoad()
    {
        var queue = desk.AddQueue("Sales");
        var greta = desk.AddAgent("Greta Holm", Presence.Busy, 3, queue);
        desk.AddOpen(queue, with: greta);

        var agent = page.Show<AgentsPanel>(p => p.Add(a => a.Board, desk.Board)).Find("li");

        Assert.NotNull(agent.QuerySelector(".pres.busy"));
        Assert.Equal("Busy 4 m", agent.QuerySelector(".st")!.TextContent);
        Assert.StartsWith("1/3", agent.QuerySelector(".ld")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((3, 1), (agent.QuerySelectorAll(".cap b").Length, agent.QuerySelectorAll(".cap b.f").Length));
    }

    [Fact]
    public void Agent_InWrapUp_IsShownWithTheTimeLeftAndItsLoad()
    {
        var queue = desk.AddQueue("Sales");
        desk.AddWrapUp(queue, desk.AddAgent("Greta Holm", Presence.Available, 3, queue), secondsLeft: 75);

        var agent = page.Show<AgentsPanel>(p => p.Add(a => a.Board, desk.Board)).Find("li");

        Assert.Equal("Available 4 m · 1 in wrap-up, 1:15 left", agent.QuerySelector(".st")!.TextContent);
        Assert.StartsWith("1/3", agent.QuerySelector(".ld")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Agents_FullAndOver_SaySo()
    {
        var queue = desk.AddQueue("Sales");
        var (full, over) = (desk.AddAgent("A", Presence.Available, 1, queue), desk.AddAgent("B", Presence.Available, 1, queue));
        desk.AddOpen(queue, with: full);
        desk.AddOpen(queue, with: over);
        desk.AddOpen(queue, with: over);

        var panel = page.Show<AgentsPanel>(p => p.Add(a => a.Board, desk.Board));

        Assert.Equal(["Full", "+1"], panel.FindAll(".ld").Select(l => l.FirstChild!.TextContent));
        Assert.Equal("2 available", panel.Find("header .s").TextContent);
    }

    [Fact]
    public void Agents_OutsideEveryQueueAndWithoutConversations_AreLeftOut()
    {
        desk.AddAgent("Looks on");

        Assert.Contains("Nobody is a member of a queue yet", page.Show<AgentsPanel>(p => p.Add(a => a.Board, desk.Board)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void KeyFigures_NothingHappened_DashesAndWordsInsteadOfInventedNumbers()
    {
        desk.AddQueue("Sales", target: 80);

        var figures = Figures();

        Assert.Equal(["Waiting now: 0, Nobody waits for an answer", "Longest wait: –, Nobody waits", "First response: –, No first answer in the last hour",
            "Service level: –, Target 80 %", "Load: –, No agent is online", "Open: 0, None began in the last hour"], figures);
    }

    [Fact]
    public void KeyFigures_BusyDesk_CountAndCompare()
    {
        var queue = desk.AddQueue("Payments", target: 90, within: 60);
        desk.AddOpen(queue, waits: 702);
        desk.AddOpen(queue, waits: 10, with: desk.AddAgent("Greta", Presence.Available, 4, queue));
        desk.AddAnswered(queue, minutesAgo: 10, took: 48);
        desk.AddAnswered(queue, minutesAgo: 80, took: 60);

        Assert.Equal(["Waiting now: 2, 1 of them unassigned", "Longest wait: 11:42, over the standard, Payments, standard 1:00", "First response: 0:48median, 12 s faster than the hour before",
            "Service level: 100%, Target 90 %", "Load: 1of 4, 25 % of capacity", "Open: 2, 1 began in the last hour"], Figures());
    }

    [Fact]
    public void Sparkline_OneValue_DrawsNothing_TwoDrawALine()
    {
        Assert.Empty(page.Show<Sparkline>(p => p.Add(s => s.Values, [3.0])).Markup.Trim());
        Assert.Equal("1.0,21.0 81.0,3.0", page.Show<Sparkline>(p => p.Add(s => s.Values, [3.0, 8.0])).Find("polyline").GetAttribute("points"));
    }

    [Theory]
    [InlineData(0, "0:00"), InlineData(-5, "0:00"), InlineData(38, "0:38"), InlineData(702, "11:42"), InlineData(3730, "1:02:10"), InlineData(90000, "25:00:00")]
    public void WaitClock_Writes(int seconds, string expected)
    {
        var clock = page.Show<WaitClock>(p => p.Add(w => w.Since, BoardFactsBuilder.Now.AddSeconds(-seconds)).Add(w => w.Within, TimeSpan.MaxValue).Add(w => w.At, BoardFactsBuilder.Now));

        Assert.Equal(expected, clock.Find("[data-text]").TextContent);
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();

    private IEnumerable<string> Figures() => page.Show<KeyFigures>(p => p.Add(k => k.Board, desk.Board)).FindAll(".kpi")
        .Select(k => $"{k.QuerySelector("dt")!.TextContent}: {k.QuerySelector(".v")!.TextContent.Trim()}, {k.QuerySelector(".d")!.TextContent.Trim()}");
}
