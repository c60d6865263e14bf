using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Data;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Live;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

/// <summary>On a database of its own, since it takes a table away for a while. What the stores publish reaches the worker.</summary>
public sealed class RoutingWorkerTests : StoreTests<SqliteTestDatabase>, IAsyncLifetime
{
    /// <summary>Far above what anything here takes: a test that would hang fails.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly EventHub hub = new(NullLogger<EventHub>.Instance);
    private readonly FaultLogger faults = new();
    private RoutingWorker? worker;

    public RoutingWorkerTests(SqliteTestDatabase database) : base(database) => Database.Hub.Publishing += hub.Publish;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (worker is not null) await worker.StopAsync(CancellationToken.None);
        Database.Hub.Publishing -= hub.Publish;
    }

    [Fact]
    public async Task Start_WithSomebodyWaiting_GivesThemOut()
    {
        var (world, ines) = await TeamAsync();
        var (id, _) = await world.BeginAsync();

        await StartAsync(world);

        Assert.Equal(ines.User, (await GivenAsync(id)).AssigneeId);
    }

    [Fact]
    public async Task Conversation_ThatComesToAQueue_IsGivenOutByItsEvent()
    {
        await StartAsync((await TeamAsync()).World);
        await EndPassesAsync();
        // Nobody waited here when the worker began to look.
        var (world, ines) = await TeamAsync();

        var (id, _) = await world.BeginAsync();

        Assert.Equal(ines.User, (await GivenAsync(id)).AssigneeId);
    }

    [Fact]
    public async Task Agent_WhoBecomesAvailable_GetsWhatWaits()
    {
        var (world, ines) = await TeamAsync(Presence.Away);
        await StartAsync(world);
        var (id, _) = await world.BeginAsync();
        await EndPassesAsync();
        Assert.Null((await world.FindAsync(id)).AssigneeId);

        await new SetPresence(world.Routing, Database.Hub, Database.Clock).ExecuteAsync(ines, Presence.Available, Ct);

        Assert.Equal(ines.User, (await GivenAsync(id)).AssigneeId);
    }

    [Fact]
    public async Task Fallback_WhoseTimeComesWithoutAnEvent_IsAskedThen()
    {
        var (world, ines) = await TeamAsync();
        var queue = (await world.Routing.FindQueueAsync(world.Queue, Ct))!;
        await world.Routing.SaveQueueAsync(queue with { FallbackAfter = TimeSpan.FromMinutes(3) }, [ines.User], [ines.User], Ct);
        await StartAsync(world);
        var (id, _) = await world.BeginAsync();
        await EndPassesAsync();
        Assert.Null((await world.FindAsync(id)).AssigneeId);

        Database.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(ines.User, (await GivenAsync(id)).AssigneeId);
    }

    [Fact]
    public async Task Pass_ThatFails_IsLoggedAndTheNextOneGivesOutBoth()
    {
        var (world, _) = await TeamAsync();
        await StartAsync(world);
        await EndPassesAsync();
        await SqlAsync("ALTER TABLE \"QueueMembers\" RENAME TO \"Elsewhere\"");
        var (first, _) = await world.BeginAsync();
        Assert.Equal($"A queue could not be routed: {world.Queue}", await faults.First.WaitAsync(Longest, Ct));
        await SqlAsync("ALTER TABLE \"Elsewhere\" RENAME TO \"QueueMembers\"");
        Assert.Null((await world.FindAsync(first)).AssigneeId);

        var (second, _) = await world.BeginAsync();

        await GivenAsync(first);
        await GivenAsync(second);
    }

    [Fact]
    public async Task Pass_ThatFails_IsTriedAgainWithoutAnEvent()
    {
        var (world, _) = await TeamAsync();
        await StartAsync(world);
        await EndPassesAsync();
        await SqlAsync("ALTER TABLE \"QueueMembers\" RENAME TO \"Elsewhere\"");
        var (id, _) = await world.BeginAsync();
        await faults.First.WaitAsync(Longest, Ct);
        await SqlAsync("ALTER TABLE \"Elsewhere\" RENAME TO \"QueueMembers\"");

        Database.Clock.Advance(RoutingWorker.Retry);

        await GivenAsync(id);
    }

    [Fact]
    public async Task Queue_ThatCannotBeRead_KeepsNoOtherWaiting()
    {
        var (bad, _) = await TeamAsync();
        var (good, ines) = await TeamAsync();
        await SqlAsync($"UPDATE \"Queues\" SET \"Needs\" = '{{{{' WHERE \"Id\" = '{bad.Queue.Value.ToString().ToUpperInvariant()}'");
        var (id, _) = await good.BeginAsync();
        worker = Make(good);

        await worker.RouteAsync([bad.Queue, good.Queue], Ct);

        Assert.Equal(ines.User, (await good.FindAsync(id)).AssigneeId);
        Assert.Equal($"A queue could not be routed: {bad.Queue}", await faults.First.WaitAsync(Longest, Ct));
    }

    private async Task<(World World, Actor Ines)> TeamAsync(Presence presence = Presence.Available)
    {
        var world = await new World(Database).BuildAsync();
        return (world, await world.HireAsync("Ines", presence: presence));
    }

    private Task StartAsync(World world)
    {
        worker = Make(world);
        return worker.StartAsync(Ct);
    }

    private RoutingWorker Make(World world) => new(hub, world.Routing, world.Route, new(world.Routing, world.Route, NullLogger<SweepQueues>.Instance), Database.Clock, faults);

    /// <summary>The state in which somebody got the conversation.</summary>
    private async Task<Conversation> GivenAsync(ConversationId id)
    {
        var given = new TaskCompletionSource<Conversation>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(IEvent fact)
        {
            if (fact is ConversationChanged { After: { AssigneeId: not null } after } && after.Id == id) given.TrySetResult(after);
        }

        Database.Hub.Publishing += Look;
        // It may have happened already.
        foreach (var fact in Database.Hub.Facts) Look(fact);
        try
        {
            return await given.Task.WaitAsync(Longest, Ct);
        }
        finally
        {
            Database.Hub.Publishing -= Look;
        }
    }

    /// <summary>
    /// All passes that events until now have led to are over: one comes after another, so whoever gets somebody in another queue does so
    /// after them, or in the last of them together, and the second one surely after it.
    /// </summary>
    private async Task EndPassesAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            var (other, _) = await TeamAsync();
            await GivenAsync((await other.BeginAsync()).Id);
        }
    }

    private async Task SqlAsync(string sql)
    {
        await using var db = await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Ct);
        await db.Database.ExecuteSqlRawAsync(sql, Ct);
    }

    private sealed class FaultLogger : ILogger<RoutingWorker>
    {
        private readonly TaskCompletionSource<string> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => first.Task;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel is LogLevel.Error) first.TrySetResult(formatter(state, exception));
        }
    }
}
