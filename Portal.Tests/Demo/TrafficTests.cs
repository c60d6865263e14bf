using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Data.Conversations;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Demo;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Demo;

/// <summary>Simulated customers over the real stores: they write as customers do, are marked, and go without a trace.</summary>
public abstract class TrafficCases<TDatabase> : StoreTests<TDatabase> where TDatabase : TestDatabase
{
    private static readonly Actor Rosa = new(Guid.CreateVersion7(), Role.Supervisor, "Rosa Vidal");
    private readonly EventHub hub = new(NullLogger<EventHub>.Instance);

    protected TrafficCases(TDatabase database) : base(database) => database.Hub.Publishing += hub.Publish;

    private ITrafficStore Store => Get<ITrafficStore>();

    [Fact]
    public async Task Traffic_Started_WritesThroughTheCustomersOperationsAndGoesOnWhenAnswered()
    {
        var (world, agent) = await ShopAsync();
        using var driver = Driver();
        await StartAsync(customers: 1);

        var id = await FirstConversationAsync(driver, world);

        var begun = await world.FindAsync(id);
        Assert.Equal((world.Queue, true), (begun.QueueId, begun.IsSimulated));
        Assert.StartsWith("/demo", begun.Page, StringComparison.Ordinal);
        var profile = await Get<ICustomerStore>().FindAsync(begun.CustomerId, Ct);
        Assert.NotNull(profile?.SimulatedAt);
        Assert.Contains(profile.Name, Dialogues.Names);
        Assert.Single((await world.Conversations.ReadAfterAsync(id, true, 0, 100, Ct)), e => e.AuthorRole is Role.Customer);

        await world.Post.ExecuteAsync(agent, id, NewMessage.OfText(Guid.CreateVersion7(), "I look it up."), Ct);

        Assert.True(await TicksUntilAsync(driver, async () => (await world.Conversations.ReadAfterAsync(id, true, 0, 100, Ct)).Count(e => e.AuthorRole is Role.Customer) == 2));
        Assert.Equal(1, driver.Playing);
    }

    [Fact]
    public async Task Traffic_StoppedOrOverTime_SendsEverybodyAway()
    {
        var (world, _) = await ShopAsync();
        using var driver = Driver();
        await StartAsync(customers: 1);
        await FirstConversationAsync(driver, world);

        Assert.True(await new StopTraffic(Store).ExecuteAsync(Rosa, Ct));
        await driver.TickAsync(Ct);
        Assert.Equal(0, driver.Playing);

        await StartAsync(customers: 1);
        Database.Clock.Advance(TrafficRules.LongestRun);
        await driver.TickAsync(Ct);
        Assert.Null(await Store.FindAsync(Ct));
    }

    [Fact]
    public async Task Traffic_TwoNodes_OneDrivesAndTheOtherTakesOverWhenItIsGone()
    {
        var (world, _) = await ShopAsync();
        using Driven first = new(Driver()), second = new(Driver());
        await StartAsync(customers: 3);
        await FirstConversationAsync(first.Traffic, world);

        await second.Traffic.TickAsync(Ct);
        Assert.Equal(0, second.Traffic.Playing);

        // The first says nothing any more.
        Database.Clock.Advance(DriveTraffic.Lease + TimeSpan.FromSeconds(1));
        Assert.True(await TicksUntilAsync(second.Traffic, () => Task.FromResult(second.Traffic.Playing > 0)));
        await first.Traffic.TickAsync(Ct);
        Assert.Equal(0, first.Traffic.Playing);
        await Store.StopAsync(Ct);
    }

    [Fact]
    public async Task Traffic_FarMoreArrivals_NeverPlaysMoreThanItMay()
    {
        await ShopAsync();
        using var driver = Driver();
        await StartAsync(customers: 4, perMinute: TrafficRules.MostPerMinute);

        var most = 0;
        for (var i = 0; i < 60; i++)
        {
            Database.Clock.Advance(TimeSpan.FromSeconds(1));
            await driver.TickAsync(Ct);
            most = Math.Max(most, driver.Playing);
        }

        Assert.Equal(4, most);
        await Store.StopAsync(Ct);
    }

    [Theory]
    [InlineData(Role.Customer, true)]
    [InlineData(Role.Agent, true)]
    [InlineData(Role.Admin, false)]
    public async Task Start_ByWhoDoesNotLeadOrWithoutADemo_IsRefused(Role role, bool enabled)
    {
        await ShopAsync();
        var actor = new Actor(Guid.CreateVersion7(), role, "Somebody");

        Assert.IsType<TrafficOutcome.NotAllowed>(await Start(enabled).ExecuteAsync(actor, 5, 6, Ct));

        Assert.Null(await Store.FindAsync(Ct));
        if (enabled) Assert.False(await new StopTraffic(Store).ExecuteAsync(actor, Ct));
        if (enabled) Assert.Null(await Remove.ExecuteAsync(actor, Ct));
        Assert.Null(await new ReadTraffic(Store, new(Get<IConversationStore>()), TrafficOf(enabled), Database.Clock).ExecuteAsync(actor, Ct));
    }

    [Fact]
    public async Task Remove_WhileANodeIsAboutToWrite_IsDoneAgainByThatNode()
    {
        var (world, _) = await ShopAsync();
        using Driven first = new(Driver()), second = new(Driver());
        await StartAsync(customers: 1);
        await FirstConversationAsync(first.Traffic, world);
        await Remove.ExecuteAsync(Rosa, Ct);

        // What the driver had in hand when the others were removed.
        var late = ConversationId.New();
        Assert.IsType<PostOutcome.Sent>(await world.Start.ExecuteAsync(World.Visitor() with { IsSimulated = true }, late, world.Inbox, world.Queue, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), Ct));
        await second.Traffic.TickAsync(Ct);
        Assert.NotNull(await world.Conversations.FindAsync(late, Ct));
        await first.Traffic.TickAsync(Ct);

        Assert.Null(await world.Conversations.FindAsync(late, Ct));
        Assert.Null(await Store.FindAsync(Ct));
    }

    [Fact]
    public async Task Remove_AfterARun_LeavesNoTraceAndTouchesNobodyReal()
    {
        var (world, agent) = await ShopAsync();
        var (real, _) = await world.BeginAsync();
        using var driver = Driver();
        await StartAsync(customers: 1);
        var id = await FirstConversationAsync(driver, world);
        await world.Assign.ExecuteAsync(agent, id, agent.User, agent.Name, CapacityClaim.ByHand, "taken", null, Ct);
        await world.Post.ExecuteAsync(agent, id, NewMessage.OfText(Guid.CreateVersion7(), "I look it up."), Ct);
        var customer = (await world.FindAsync(id)).CustomerId;
        var file = new Attachment { Id = AttachmentId.New(), ConversationId = id, FileName = "a.png", ContentType = "image/png", Size = 1, UploadedAt = Database.Clock.GetUtcNow(), UploadedBy = agent.Id };
        await Get<IAttachmentFiles>().SaveAsync(file.Id, new MemoryStream([1]), Ct);
        await world.Conversations.AddAttachmentAsync(file, Ct);
        Assert.Equal(1, (await world.FindAgentAsync(agent)).Load.Chat);

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await Remove.ExecuteAsync(Rosa, Ct) >= 1);

        Assert.Null(await world.Conversations.FindAsync(id, Ct));
        Assert.Empty(await world.Conversations.ReadAfterAsync(id, false, 0, 10, Ct));
        Assert.Null(await Get<ICustomerStore>().FindAsync(customer, Ct));
        Assert.Throws<FileNotFoundException>(() => Get<IAttachmentFiles>().Open(file.Id));
        Assert.Equal(0, (await world.FindAgentAsync(agent)).Load.Chat);
        Assert.NotNull(await world.Conversations.FindAsync(real, Ct));
        Assert.Equal(0, await new CountSimulated(world.Conversations).ExecuteAsync(Rosa, Ct));
        Assert.Contains(Database.Hub.Facts, f => f is ConversationsRemoved);
        await using var db = Database.Open();
        Assert.Equal(0, await db.Customers.CountAsync(c => c.SimulatedAt != null, Ct));
        Assert.Equal(0, await db.ReadMarks.CountAsync(m => m.ConversationId == id, Ct));
    }

    [Fact]
    public async Task Reports_AnsweredSimulatedConversations_AreLeftOut()
    {
        var (world, agent) = await ShopAsync();
        var (real, _) = await world.BeginAsync();
        var simulated = ConversationId.New();
        await world.Start.ExecuteAsync(World.Visitor() with { IsSimulated = true }, simulated, world.Inbox, world.Queue, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), Ct);
        foreach (var id in new[] { real, simulated })
        {
            await world.Assign.ExecuteAsync(agent, id, agent.User, agent.Name, CapacityClaim.ByHand, "taken", null, Ct);
            await world.Post.ExecuteAsync(agent, id, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), Ct);
        }

        var since = Database.Clock.GetUtcNow().AddHours(-1);
        Assert.Single(await world.Routing.ListAnswersAsync(since, 5_000, Ct), a => a.Queue == world.Queue);
        Assert.Single(await world.Routing.ListPastAsync([world.Queue], since, since.AddDays(1), 100, Ct));
        await Remove.ExecuteAsync(Rosa, Ct);
    }

    [Fact]
    public async Task Line_WithSimulatedCustomersBefore_IsToldAndServedToTheRealOneAsIfTheyWereNotThere()
    {
        var world = await new World(Database).BuildAsync();
        for (var n = 0; n < 60; n++)
            await world.Start.ExecuteAsync(World.Visitor() with { IsSimulated = true }, ConversationId.New(), world.Inbox, world.Queue, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), Ct);
        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        var (real, customer) = await world.BeginAsync();

        var told = (await new ReadOutlook(world.Routing, world.Hours, Database.Clock).ExecuteAsync(customer, real, Ct))!;
        var ahead = (await world.Routing.FindQueuedAsync(real, Ct))!.Value.Ahead;
        await world.HireAsync("Ines", capacity: 1);
        await world.Route.ExecuteAsync(world.Queue, Ct);

        Assert.Equal((1, 0), (told.Position, ahead));
        Assert.NotNull((await world.FindAsync(real)).AssigneeId);
        await Remove.ExecuteAsync(Rosa, Ct);
    }

    private static Microsoft.Extensions.Options.IOptions<TrafficOptions> TrafficOf(bool enabled) => Microsoft.Extensions.Options.Options.Create(new TrafficOptions { Enabled = enabled });

    private StartTraffic Start(bool enabled = true) => new(Store, new(Get<IInboxStore>()), TrafficOf(enabled), Database.Clock);

    private RemoveSimulated Remove => new(
        Store, new(Get<IConversationStore>(), Get<IAttachmentFiles>(), Database.Hub), new(Get<ICustomerStore>()), new(Get<IRoutingStore>(), Database.Hub), Database.Clock);

    private async Task StartAsync(int customers, double perMinute = 30) =>
        Assert.IsType<TrafficOutcome.Started>(await Start().ExecuteAsync(Rosa, customers, perMinute, Ct));

    private DriveTraffic Driver()
    {
        var (conversations, customers) = (Get<IConversationStore>(), Get<ICustomerStore>());
        var current = new FindCurrentConversation(conversations, World.Options, Database.Clock);
        var describe = new DescribeCustomer(customers, Database.Hub, Database.Clock);
        var play = new PlayCustomer(
            new OpenChat(new(customers), current, new NobodyKnown()), describe,
            new WriteAsCustomer(describe, current, new(Get<IConversationLog>(), conversations, World.Options, Database.Clock), new(Get<IConversationLog>(), conversations, World.Options)),
            new(conversations), new(hub), new(Get<IReceiptLog>()), hub);
        return new(Store, new(Get<IInboxStore>()), play, Remove, TrafficOf(true), Database.Clock, NullLogger<DriveTraffic>.Instance, new Random(4711));
    }

    /// <summary>The demo's shop; there can be one in a database.</summary>
    private async Task<(World World, Actor Agent)> ShopAsync()
    {
        await Store.StopAsync(Ct);
        await using (var db = Database.Open()) await db.Inboxes.Where(i => i.Key == TrafficRules.InboxKey).ExecuteDeleteAsync(Ct);
        var world = await new World(Database).BuildAsync();
        await using (var db = Database.Open()) await db.Inboxes.Where(i => i.Id == world.Inbox).ExecuteUpdateAsync(s => s.SetProperty(i => i.Key, TrafficRules.InboxKey), Ct);
        return (world, await world.HireAsync("Ines"));
    }

    private async Task<ConversationId> FirstConversationAsync(DriveTraffic driver, World world)
    {
        ConversationId? found = null;
        Assert.True(await TicksUntilAsync(driver, async () =>
        {
            await using var db = Database.Open();
            found = await db.Conversations.Where(c => c.QueueId == world.Queue && c.SimulatedAt != null).Select(c => (ConversationId?)c.Id).FirstOrDefaultAsync(Ct);
            return found is not null;
        }));
        return found!.Value;
    }

    /// <summary>Second by second; what the hub delivers on other threads gets a moment as well.</summary>
    private async Task<bool> TicksUntilAsync(DriveTraffic driver, Func<Task<bool>> done)
    {
        for (var i = 0; i < 300; i++)
        {
            if (await done()) return true;
            Database.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            await driver.TickAsync(Ct);
        }

        return false;
    }

    private sealed class NobodyKnown : IVisitorTokens
    {
        public string Issue(InboxId inbox, CustomerId customer) => customer.ToString();

        public CustomerId? Read(InboxId inbox, string? token) => null;
    }

    private sealed record Driven(DriveTraffic Traffic) : IDisposable
    {
        public void Dispose() => Traffic.Dispose();
    }
}

public sealed class TrafficOnSqliteTests(SqliteTestDatabase database) : TrafficCases<SqliteTestDatabase>(database);

public sealed class TrafficOnPostgreSqlTests(PostgreSqlTestDatabase database) : TrafficCases<PostgreSqlTestDatabase>(database);

public sealed class TrafficOnSqlServerTests(SqlServerTestDatabase database) : TrafficCases<SqlServerTestDatabase>(database);
