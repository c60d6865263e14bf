using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Routing;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public sealed class RoutingPanelTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database), IAsyncDisposable
{
    private PageContext? page;

    [Fact]
    public async Task Assigned_SaysWhyMeAndWhoElseWasLookedAt()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines");
        await world.HireAsync("Tomás", presence: Presence.Away);
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);

        var shown = await OpenAsync(world, id, ines);

        Assert.Equal("You: nobody else could have it.", shown.Find(".why").TextContent.Trim());
        Assert.Equal(["Ines got it", "Tomás away"], shown.FindAll(".cands li").Select(Words));
    }

    [Fact]
    public async Task Waiting_SaysWhatWouldChangeItAndHowManyCameBefore()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines", 1);
        for (var i = 0; i < 2; i++)
        {
            await world.BeginAsync();
            Database.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await world.Route.ExecuteAsync(world.Queue, Ct);
        var (id, _) = await world.BeginAsync();

        var shown = await OpenAsync(world, id, ines);

        Assert.Contains("The next one who resolves a conversation gets it.", shown.Find(".why").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of this queue came before it.", shown.Find(".why").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Ines full, 1 of 1"], shown.FindAll(".cands li").Select(Words));
    }

    [Fact]
    public async Task Waiting_WhileItsQueueIsClosed_SaysWhenItOpens()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines");
        var now = Database.Clock.GetUtcNow();
        var opens = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1).AddHours(9), TimeSpan.Zero);
        var calendar = new BusinessCalendar { Id = CalendarId.New(), Name = Guid.NewGuid().ToString("N"), Week = [new(opens.DayOfWeek, new(9, 0), new(17, 0))] };
        await Get<IServiceLevelStore>().SaveCalendarAsync(calendar, Ct);
        await world.Routing.SaveQueueAsync((await world.Routing.FindQueueAsync(world.Queue, Ct))! with { CalendarId = calendar.Id }, [ines.User], [], Ct);
        await Get<ServiceStandards>().RefreshAsync(Ct);
        var (id, _) = await world.BeginAsync();

        var why = (await OpenAsync(world, id, ines)).Find(".why").TextContent;

        Assert.Contains("closed by its opening hours", why, StringComparison.Ordinal);
        Assert.Contains($"It opens on {opens:dddd d MMMM} at 09:00.", why, StringComparison.Ordinal);

        await page!.DisposeAsync();
        Database.Clock.Advance(opens.AddHours(-2) - now);
        Assert.Contains("It opens at 09:00.", (await OpenAsync(world, id, ines)).Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakenByHand_SaysSo()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines", presence: Presence.Away);
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        await world.Assign.ExecuteAsync(ines, id, ines.User, ines.Name, Portal.Domain.Conversations.CapacityClaim.ByHand, RoutingReasons.ByHand, null, Ct);

        var shown = await OpenAsync(world, id, ines);

        Assert.Equal("It was given by hand, or taken.", shown.Find(".why").TextContent.Trim());
        Assert.Contains("One earlier decision", shown.Find(".past summary").TextContent, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => page?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Words(AngleSharp.Dom.IElement item) => $"{item.QuerySelector(".n")!.TextContent} {item.QuerySelector(".v")!.TextContent}";

    private async Task<IRenderedComponent<RoutingPanel>> OpenAsync(World world, ConversationId id, Actor viewer)
    {
        var conversation = await world.FindAsync(id);
        page = new(actor: viewer);
        page.Services.AddSingleton(new ReadTeam(world.Routing));
        page.Services.AddSingleton(new ExplainRouting(world.Routing, world.Hours, Database.Clock));
        return page.Show<RoutingPanel>(
            p => p.Add(r => r.Conversation, id).Add(r => r.Assignee, conversation.Holder).Add(r => r.QueuedAt, conversation.QueuedAt).Add(r => r.Zone, TimeZoneInfo.Utc));
    }
}
