using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Components.Insights;
using Portal.Domain.Conversations;
using Portal.Domain.Insights;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Insights;

public sealed class LivePageTests : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly BoardFactsBuilder desk = new();
    private readonly StoreFake store = new();
    private PageContext page = null!;
    private LiveBoard board = null!;
    private Task running = Task.CompletedTask;

    [Fact]
    public async Task Board_CustomerWrites_MovesByItself()
    {
        var queue = desk.AddQueue("Sales");
        var live = await OpenAsync(Role.Supervisor);
        Assert.Equal("0", live.FindAll("tbody td")[0].TextContent);

        page.Hub.Publish(new ConversationChanged(Topic.Desk, AConversation(queue.Id), null));
        await UntilAsync(() => live.FindAll("tbody td")[0].TextContent == "1");

        Assert.Contains("Somebody", live.Find(".cl").TextContent, StringComparison.Ordinal);
        Assert.Equal("Up to date", live.Find(".fresh").TextContent.Trim());
        Assert.Equal(1, store.Reads);
    }

    [Fact]
    public async Task Board_DatabaseGone_SaysThatItIsBehind()
    {
        var queue = desk.AddQueue("Sales");
        var live = await OpenAsync(Role.Supervisor);

        store.Fails = true;
        page.Hub.Publish(new Domain.Routing.QueueChanged(queue.Id));
        await UntilAsync(() => live.Find(".fresh").TextContent.Contains("Behind", StringComparison.Ordinal));

        Assert.NotEmpty(live.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Board_ForAnAgent_ShowsNothing()
    {
        desk.AddQueue("Sales");

        var live = await OpenAsync(Role.Agent);

        Assert.Empty(live.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Regions_AreNamed()
    {
        desk.AddQueue("Sales");

        var live = await OpenAsync(Role.Supervisor);

        var names = live.FindAll("section[aria-labelledby]").Select(s => live.Find("#" + s.GetAttribute("aria-labelledby")).TextContent).ToHashSet();
        Assert.Superset(new HashSet<string> { "Queues", "Agents", "Conversations", "Arrivals and answers" }, names);
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private async Task<IRenderedComponent<LivePage>> OpenAsync(Role role)
    {
        store.Facts = desk.Facts;
        page = new(role);
        board = new(store, page.Hub, page.Clock, Options.Create(new InsightsOptions()), NullLogger<LiveBoard>.Instance);
        page.Services.AddSingleton(board).AddSingleton<IConversationLog, LogFake>().AddSingleton<AssignConversation>().AddSingleton<UnassignConversation>();
        running = Task.Run(() => board.RunAsync(end.Token), Xunit.TestContext.Current.CancellationToken);
        await UntilAsync(() => board.Read(Actor.System)!.ReadAt is not null);
        return page.Show<LivePage>();
    }

    private async Task UntilAsync(Func<bool> so)
    {
        for (var i = 0; i < 5000 && !so(); i++)
        {
            if (i < 20) page.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, Xunit.TestContext.Current.CancellationToken);
        }

        Assert.True(so());
    }

    private Conversation AConversation(QueueId queue) => new()
    {
        Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = queue,
        CreatedAt = page.Clock.GetUtcNow(), QueuedAt = page.Clock.GetUtcNow(), WaitingSince = page.Clock.GetUtcNow(), Version = 1, Preview = "Hello",
    };

    private sealed class StoreFake : IInsightsStore
    {
        public BoardFacts Facts { get; set; } = BoardFacts.None;
        public bool Fails { get; set; }
        public int Reads { get; private set; }

        public Task<BoardFacts> ReadBoardAsync(DateTimeOffset now, CancellationToken ct)
        {
            Reads++;
            return Fails ? Task.FromException<BoardFacts>(new IOException("The database is away.")) : Task.FromResult(Facts);
        }

        public Task<IReadOnlyDictionary<CustomerId, string>> NamesAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken ct) =>
            Task.FromResult<IReadOnlyDictionary<CustomerId, string>>(customers.ToDictionary(id => id, _ => "Somebody"));
    }

    private sealed class LogFake : IConversationLog
    {
        public Task<LogResult> WriteAsync(LogRequest request, CancellationToken ct) => Task.FromResult<LogResult>(new LogResult.Unknown());
    }
}
