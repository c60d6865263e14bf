using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Insights;
using Portal.Domain.Conversations;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Insights;

public sealed class ConversationsPanelTests : IAsyncDisposable
{
    private readonly PageContext page = new(Role.Supervisor);
    private readonly BoardFactsBuilder desk = new();
    private readonly LogFake log = new();
    private readonly Queue queue;

    public ConversationsPanelTests()
    {
        page.Services.AddSingleton<IConversationLog>(log).AddSingleton<AssignConversation>().AddSingleton<UnassignConversation>();
        queue = desk.AddQueue("Payments");
    }

    [Fact]
    public void Rows_LongestWaitingFirst_LinkedAndMarkedWhenUnassigned()
    {
        desk.AddOpen(queue, "Short", waits: 10, with: desk.AddAgent("Greta Holm"));
        var longest = desk.AddOpen(queue, "Tobias Brandt", waits: 90, preview: "Charged twice");

        var rows = Show().FindAll("li a");

        Assert.Equal($"workspace/{longest.Id}", rows[0].GetAttribute("href"));
        Assert.Equal("Payments: Charged twice", rows[0].QuerySelector(".q")!.TextContent);
        Assert.Equal(["Unassigned", "Greta Holm"], rows.Select(r => r.QuerySelector(".a")!.TextContent));
    }

    [Fact]
    public void Row_OfASimulatedCustomer_SaysSo()
    {
        desk.Put(desk.AddOpen(queue, "Ada", waits: 10) with { SimulatedAt = BoardFactsBuilder.Now });
        desk.AddOpen(queue, "Real", waits: 5);

        Assert.Equal(["Simulated Payments: Hello", "Payments: Hello"], Show().FindAll(".q").Select(q => q.TextContent));
    }

    [Fact]
    public void Preview_WithMarkup_StaysText()
    {
        desk.AddOpen(queue, "<img src=x onerror=alert(1)>", waits: 1, preview: "<script>alert(1)</script>");

        var panel = Show();

        Assert.Empty(panel.FindAll("script, img"));
        Assert.Contains("<script>alert(1)</script>", panel.Find(".q").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Queue_Chosen_ShowsOnlyItsConversations()
    {
        desk.AddOpen(queue, "In payments");
        desk.AddOpen(desk.AddQueue("Returns"), "In returns");

        Assert.Equal(["In payments"], Show(queue.Id).FindAll("li .n").Select(n => n.TextContent));
    }

    [Fact]
    public async Task Reassign_ToWhoHasRoom_SaysWhoHasItNow()
    {
        desk.AddOpen(queue, "Tobias", waits: 10);
        desk.AddAgent("Greta Holm");
        var panel = Show();

        await panel.Find("[role=menuitem]").ClickAsync();

        Assert.Equal("Tobias is now with Greta Holm.", SaidBy(panel));
        Assert.Equal([CapacityClaim.ByHand], log.Claims);
    }

    [Fact]
    public async Task Reassign_ToWhoIsFull_OffersToDoItAnyway()
    {
        desk.AddOpen(queue, "Tobias", waits: 10);
        var greta = desk.AddAgent("Greta Holm", capacity: 1);
        desk.AddOpen(queue, "Other", with: greta);
        log.Full = true;
        var panel = Show();

        await panel.FindAll("[role=menuitem]")[0].ClickAsync();
        Assert.Equal("Greta Holm is full: 1 of 1. Tobias stays unassigned.", SaidBy(panel));

        await panel.FindAll(".said button").Single(b => b.TextContent == "Assign anyway").ClickAsync();
        Assert.Equal("Tobias is now with Greta Holm.", SaidBy(panel));
        Assert.Equal([CapacityClaim.ByHand, CapacityClaim.Override], log.Claims);
    }

    [Fact]
    public async Task Reassign_MeanwhileResolved_SaysSo()
    {
        desk.AddOpen(queue, "Tobias");
        desk.AddAgent("Greta Holm");
        log.State = log.State with { Status = ConversationStatus.Resolved };
        var panel = Show();

        await panel.Find("[role=menuitem]").ClickAsync();

        Assert.Equal("It has just been resolved.", SaidBy(panel));
    }

    [Fact]
    public async Task Return_OfAnAssigned_SaysWhereItWaits()
    {
        var greta = desk.AddAgent("Greta Holm");
        desk.AddOpen(queue, "Tobias", with: greta);
        log.State = log.State with { AssigneeId = greta.Id };
        var panel = Show();

        await panel.FindAll("[role=menuitem]").Single(m => m.TextContent.Contains("Back to the queue Payments", StringComparison.Ordinal)).ClickAsync();

        Assert.Equal("Tobias waits in Payments again.", SaidBy(panel));
    }

    [Fact]
    public void Menu_OffersWhoIsThereWithMostRoomFirstAndTheFullLast()
    {
        var full = desk.AddAgent("Full", Presence.Available, 1, queue);
        desk.AddOpen(queue, "Other", with: full, waits: 5);
        desk.AddOpen(queue, "Tobias", waits: 50);
        desk.AddAgent("Gone", Presence.Offline, 4, queue);
        desk.AddAgent("Away", Presence.Away, 9, queue);
        desk.AddAgent("Some room", Presence.Available, 2, queue);
        desk.AddAgent("Much room", Presence.Available, 5, queue);
        desk.AddAgent("Onlooker", Presence.Available, 9);

        var menu = Show().Find("li .menu");

        Assert.Equal(["Much room", "Some room", "Away", "Onlooker", "Full"], menu.QuerySelectorAll(".who").Select(w => w.TextContent));
        Assert.EndsWith("full", menu.QuerySelectorAll(".how").Last().TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_Many_AreShownOnRequest()
    {
        for (var i = 0; i < 30; i++) desk.AddOpen(queue, $"Customer {i}", waits: i);
        var panel = Show();
        Assert.Equal(25, panel.FindAll("li a").Count);

        await panel.FindAll("button").Single(b => b.TextContent == "Show all 30").ClickAsync();

        Assert.Equal(30, panel.FindAll("li a").Count);
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();

    private static string SaidBy(IRenderedComponent<ConversationsPanel> panel) => panel.Find(".said p > span").TextContent;

    private IRenderedComponent<ConversationsPanel> Show(QueueId? only = null) => page.Show<ConversationsPanel>(p => p.Add(c => c.Board, desk.Board).Add(c => c.Queue, only));

    private sealed class LogFake : IConversationLog
    {
        public bool Full { get; set; }
        public List<CapacityClaim> Claims { get; } = [];

        public Conversation State { get; set; } = new()
        {
            Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = QueueId.New(), CreatedAt = BoardFactsBuilder.Now,
        };

        public Task<LogResult> WriteAsync(LogRequest request, CancellationToken ct) => Task.FromResult<LogResult>(request.Decide(State, BoardFactsBuilder.Now) switch
        {
            Decision.Refuse refuse => new LogResult.Refused(refuse.Reason),
            Decision.Write write => Answer(write),
            var other => throw new InvalidOperationException($"{other}"),
        });

        private LogResult Answer(Decision.Write write)
        {
            Claims.Add(write.Claim);
            return Full && write.Claim is not CapacityClaim.Override ? new LogResult.Refused(Refusal.AgentUnavailable) : new LogResult.Written(write.Next, State, []);
        }
    }
}
