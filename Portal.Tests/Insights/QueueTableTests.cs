using Bunit;
using Portal.Components.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Insights;

public sealed class QueueTableTests : IAsyncDisposable
{
    private readonly PageContext page = new(Role.Supervisor);
    private readonly BoardFactsBuilder desk = new();

    [Fact]
    public void Row_HasTheColumnsInTheirOrder()
    {
        var queue = desk.AddQueue("Payments", target: 90, within: 60);
        desk.AddAgent("Greta", Presence.Available, 4, queue);
        desk.AddOpen(queue, waits: 98);
        desk.AddOpen(queue, waits: 5);
        desk.AddAnswered(queue, minutesAgo: 5, took: 10);

        var table = Show();

        Assert.Equal(["Queue", "Waiting", "Longest wait", "Open", "Available agents", "Service level"], table.FindAll("thead th").Select(h => h.TextContent));
        Assert.Equal(["Payments", "2", "1:38, over the standard", "2", "1", "100 % of 90 %"], CellsOf(table, 0));
        Assert.Equal("missed", table.Find(".wt").GetAttribute("data-tone"));
    }

    [Fact]
    public void Row_NobodyWaitsAndNothingAnswered_SaysSoInsteadOfANumber()
    {
        desk.AddQueue("Vouchers", target: 85);

        Assert.Equal(["Vouchers", "0", "–none", "0", "0", "–no answers of 85 %"], CellsOf(Show(), 0));
    }

    [Fact]
    public void Rows_WorstFirst()
    {
        desk.AddQueue("Quiet");
        desk.AddOpen(desk.AddQueue("Busy"), waits: 30);

        Assert.Equal(["Busy", "Quiet"], Show().FindAll("tbody th").Select(h => h.TextContent));
    }

    [Fact]
    public void Period_OfADay_ShowsTheDaysShare()
    {
        var queue = desk.AddQueue("Sales", within: 60);
        desk.AddAnswered(queue, minutesAgo: 5, took: 10);
        desk.AddAnswered(queue, minutesAgo: 300, took: 100);

        Assert.Contains("50 %", Show(BoardPeriod.Day).Find("td.slc").TextContent, StringComparison.Ordinal);
        Assert.Contains("100 %", Show(BoardPeriod.Hour).Find("td.slc").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Promises_AfterTheFirstAnswer_ShowTheirShareOfThePeriod()
    {
        var queue = desk.AddQueue("Sales", target: 90);
        desk.AddKept(queue, minutesAgo: 5, next: 4, late: 1, resolvedLate: false);
        desk.AddKept(queue, minutesAgo: 300, next: 2, late: 2, resolvedLate: true);

        Assert.Contains("next answers 75 % · resolutions 100 %", Show(BoardPeriod.Hour).Find("td.slc").TextContent, StringComparison.Ordinal);
        Assert.Contains("next answers 50 % · resolutions 50 %", Show(BoardPeriod.Day).Find("td.slc").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_Pressed_ChoosesTheQueueAndPressedAgainAllOfThem()
    {
        var queue = desk.AddQueue("Sales");
        QueueId? chosen = null;
        var table = page.Show<QueueTable>(p => p.Add(t => t.Board, desk.Board).Bind(t => t.Chosen, chosen, value => chosen = value));

        await table.Find("tbody button").ClickAsync();
        Assert.Equal(queue.Id, chosen);

        table.Render(p => p.Add(t => t.Chosen, chosen));
        Assert.Equal("true", table.Find("tbody button").GetAttribute("aria-pressed"));
        await table.Find("tbody button").ClickAsync();
        Assert.Null(chosen);
    }

    [Fact]
    public void NoQueue_ExplainsItself() => Assert.Contains("There is no queue yet", Show().Markup, StringComparison.Ordinal);

    public ValueTask DisposeAsync() => page.DisposeAsync();

    private IRenderedComponent<QueueTable> Show(BoardPeriod period = BoardPeriod.Hour) => page.Show<QueueTable>(p => p.Add(t => t.Board, desk.Board).Add(t => t.Period, period));

    private static IEnumerable<string> CellsOf(IRenderedComponent<QueueTable> table, int row) =>
        table.FindAll("tbody tr")[row].Children.Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
