using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Conversations;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Insights;

public sealed class LiveBoardTests : IAsyncLifetime
{
    private static readonly Actor Supervisor = new(Guid.CreateVersion7(), Role.Supervisor, "Robin");
    private readonly FakeTimeProvider clock = new(BoardFactsBuilder.Now);
    private readonly EventHub hub = new(NullLogger<EventHub>.Instance);
    private readonly StoreFake store = new();
    private readonly CancellationTokenSource end = new();
    private readonly LiveBoard board;
    private readonly Queue queue;
    private Task running = Task.CompletedTask;

    public LiveBoardTests()
    {
        var desk = new BoardFactsBuilder();
        queue = desk.AddQueue("Sales");
        store.Facts = desk.Facts;
        board = new(store, hub, clock, Options.Create(new InsightsOptions()), NullLogger<LiveBoard>.Instance);
    }

    private BoardSnapshot Current => board.Read(Supervisor)!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.IsCompletedSuccessfully ? Task.FromCanceled(end.Token) : running);
    }

    [Fact]
    public async Task Run_Started_ReadsTheDatabaseOnce()
    {
        await StartAsync();

        Assert.Equal("Sales", Assert.Single(Current.Queues).Name);
        Assert.Equal(1, store.Reads);
        Assert.False(Current.IsBehind);
    }

    [Fact]
    public async Task Run_ConversationBegins_CountsItWithoutReading()
    {
        await StartAsync();

        hub.Publish(new ConversationChanged(Topic.Desk, AConversation(), null));
        await UntilAsync(() => Current.Figures.Waiting == 1);

        Assert.Equal(1, store.Reads);
        Assert.Equal("Somebody", Current.Conversations[0].Customer);
    }

    [Fact]
    public async Task Run_Burst_IsDrawnTogether()
    {
        await StartAsync();
        var before = Draws;

        for (var i = 0; i < 200; i++) hub.Publish(new ConversationChanged(Topic.Desk, AConversation(), null));
        await UntilAsync(() => Current.Figures.Waiting == 200);

        Assert.True(Draws - before < 20, $"{Draws - before} drawings of one burst");
    }

    [Fact]
    public async Task Run_HalfAMinuteOn_ComparesItselfWithTheDatabase()
    {
        await StartAsync();

        store.Facts = BoardFacts.None;
        await UntilAsync(() => Current.Queues.IsEmpty, seconds: 60);

        Assert.Equal(2, store.Reads);
        Assert.True(clock.GetUtcNow() - BoardFactsBuilder.Now >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Run_SetupChanged_ReadsAtOnce()
    {
        await StartAsync();

        store.Facts = BoardFacts.None;
        hub.Publish(new QueueChanged(queue.Id));
        await UntilAsync(() => Current.Queues.IsEmpty);

        Assert.True(clock.GetUtcNow() - BoardFactsBuilder.Now < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Run_EventDuringTheRead_IsNotLost()
    {
        store.BeforeAnswering = () =>
        {
            store.BeforeAnswering = null;
            hub.Publish(new ConversationChanged(Topic.Desk, AConversation(), null));
            return Task.Delay(50, TestContext.Current.CancellationToken);
        };

        await StartAsync();

        await UntilAsync(() => Current.Figures.Waiting == 1);
        Assert.Equal(1, store.Reads);
    }

    [Fact]
    public async Task Run_DatabaseGone_SaysSoKeepsCountingAndRecovers()
    {
        await StartAsync();

        store.Fails = true;
        hub.Publish(new QueueChanged(queue.Id));
        await UntilAsync(() => Current.IsBehind);
        hub.Publish(new AgentChanged(new Agent { Id = new(Guid.CreateVersion7()), Name = "Greta", Presence = Presence.Available }));
        await UntilAsync(() => Current.Agents.Length == 1);
        store.Fails = false;
        await UntilAsync(() => !Current.IsBehind, seconds: 10);

        Assert.Equal("Sales", Current.Queues[0].Name);
    }

    [Theory]
    [InlineData(Role.Customer), InlineData(Role.Agent), InlineData(Role.Bot)]
    public void Read_ByWhoDoesNotLead_ShowsNothing(Role role) => Assert.Null(board.Read(new(Guid.CreateVersion7(), role, "Somebody")));

    private int Draws { get; set; }

    private async Task StartAsync()
    {
        hub.Subscribe(Topic.Board, _ =>
        {
            Draws++;
            return ValueTask.CompletedTask;
        });
        running = Task.Run(() => board.RunAsync(end.Token), TestContext.Current.CancellationToken);
        await UntilAsync(() => Current.ReadAt is not null);
    }

    /// <summary>Lets at most <paramref name="seconds"/> of the board's time pass until it is so; its loop runs beside us.</summary>
    private async Task UntilAsync(Func<bool> so, double seconds = 1)
    {
        var last = clock.GetUtcNow().AddSeconds(seconds);
        for (var i = 0; i < 10_000 && !so(); i++)
        {
            if (clock.GetUtcNow() < last) clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.True(so());
    }

    private Conversation AConversation() => new()
    {
        Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = queue.Id,
        CreatedAt = clock.GetUtcNow(), QueuedAt = clock.GetUtcNow(), WaitingSince = clock.GetUtcNow(), Version = 1,
    };

    private sealed class StoreFake : IInsightsStore
    {
        public BoardFacts Facts { get; set; } = BoardFacts.None;
        public bool Fails { get; set; }
        public int Reads { get; private set; }
        public Func<Task>? BeforeAnswering { get; set; }

        public async Task<BoardFacts> ReadBoardAsync(DateTimeOffset now, CancellationToken ct)
        {
            Reads++;
            if (Fails) throw new IOException("The database is away.");
            if (BeforeAnswering is { } before) await before();
            return Facts;
        }

        public Task<IReadOnlyDictionary<CustomerId, string>> NamesAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken ct) =>
            Task.FromResult<IReadOnlyDictionary<CustomerId, string>>(customers.ToDictionary(id => id, _ => "Somebody"));
    }
}
