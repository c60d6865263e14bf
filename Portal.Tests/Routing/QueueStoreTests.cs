using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public abstract class QueueStoreCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private IRoutingStore Store => Get<IRoutingStore>();

    [Fact]
    public async Task SaveQueue_NewOne_IsFoundWithItsMembers()
    {
        var queue = AQueue();
        UserId[] members = [AnAgent(), AnAgent()];

        await Store.SaveQueueAsync(queue, members, [], Ct);

        Assert.Equal(queue, await Store.FindQueueAsync(queue.Id, Ct));
        Assert.Equal(members.ToHashSet(), await MembersOf(queue));
    }

    [Fact]
    public async Task SaveQueue_Again_ReplacesNameAndMembers()
    {
        var queue = AQueue();
        var (stays, goes, comes) = (AnAgent(), AnAgent(), AnAgent());
        await Store.SaveQueueAsync(queue, [stays, goes], [], Ct);

        await Store.SaveQueueAsync(queue with { Name = "Renamed" }, [stays, comes], [], Ct);

        Assert.Equal("Renamed", (await Store.FindQueueAsync(queue.Id, Ct))?.Name);
        Assert.Equal([stays, comes], await MembersOf(queue));
    }

    [Fact]
    public async Task DeleteQueue_Unused_RemovesItOnce()
    {
        var queue = AQueue();
        await Store.SaveQueueAsync(queue, [], [], Ct);

        Assert.True(await Store.DeleteQueueAsync(queue.Id, Ct));
        Assert.False(await Store.DeleteQueueAsync(queue.Id, Ct));
        Assert.Null(await Store.FindQueueAsync(queue.Id, Ct));
    }

    [Fact]
    public async Task DeleteQueue_AnotherOverflowsToIt_StaysUntilItDoesNot()
    {
        var (target, other) = (AQueue(), AQueue());
        await Store.SaveQueueAsync(target, [], [], Ct);
        await Store.SaveQueueAsync(other with { OverflowTo = target.Id }, [], [], Ct);
        Assert.False(await Store.DeleteQueueAsync(target.Id, Ct));

        await Store.SaveQueueAsync(other, [], [], Ct);
        Assert.True(await Store.DeleteQueueAsync(target.Id, Ct));
    }

    [Fact]
    public async Task DeleteQueue_APolicyEscalatesToIt_Stays()
    {
        var target = AQueue();
        await Store.SaveQueueAsync(target, [], [], Ct);
        await Get<IServiceLevelStore>().SavePolicyAsync(new() { Id = PolicyId.New(), Name = "Gold", EscalateTo = target.Id }, Ct);

        Assert.False(await Store.DeleteQueueAsync(target.Id, Ct));
    }

    [Fact]
    public async Task DeleteQueue_ATierAsksItsMembers_Stays()
    {
        var target = AQueue();
        await Store.SaveQueueAsync(target, [], [], Ct);
        await Get<IEscalationStore>().SaveTierAsync(new() { Id = Guid.CreateVersion7(), Name = "Experts", QueueId = target.Id }, Ct);

        Assert.False(await Store.DeleteQueueAsync(target.Id, Ct));
    }

    [Fact]
    public async Task SetSurge_TwoOneAfterAnother_AreBothKeptWithWhoEndedThem()
    {
        var queue = AQueue();
        await Store.SaveQueueAsync(queue, [], [], Ct);
        var now = Database.Clock.GetUtcNow();

        await Store.SetSurgeAsync(queue.Id, 150, now.AddHours(1), "Ada", now, Ct);
        await Store.SetSurgeAsync(queue.Id, 200, now.AddHours(2), "Rosa", now.AddMinutes(10), Ct);
        await Store.SetSurgeAsync(queue.Id, 100, null, "Ines", now.AddMinutes(20), Ct);

        var kept = (await Store.ListSurgesAsync(100, Ct)).Where(s => s.QueueId == queue.Id).Select(s => (s.By, s.Percent, s.From, s.Until, s.EndedBy, s.EndedAt));
        Assert.Equal([("Rosa", 200, now.AddMinutes(10), now.AddHours(2), "Ines", now.AddMinutes(20)), ("Ada", 150, now, now.AddHours(1), "Rosa", (DateTimeOffset?)now.AddMinutes(10))], kept);
    }

    [Fact]
    public async Task SetSurge_ThatEndedByItself_IsNotEndedOnceMore()
    {
        var queue = AQueue();
        await Store.SaveQueueAsync(queue, [], [], Ct);
        var now = Database.Clock.GetUtcNow();

        await Store.SetSurgeAsync(queue.Id, 150, now.AddHours(1), "Ada", now, Ct);
        await Store.SetSurgeAsync(queue.Id, 100, null, "Ines", now.AddHours(3), Ct);

        Assert.Null(Assert.Single(await Store.ListSurgesAsync(100, Ct), s => s.QueueId == queue.Id).EndedAt);
    }

    [Fact]
    public async Task ListQueuesOf_MemberOfTwo_FindsBoth()
    {
        var (first, second, agent) = (AQueue(), AQueue(), AnAgent());
        await Store.SaveQueueAsync(first, [agent], [], Ct);
        await Store.SaveQueueAsync(second, [agent, AnAgent()], [], Ct);

        var found = await Store.ListQueuesOfAsync(agent, Ct);

        Assert.Equal(new HashSet<QueueId> { first.Id, second.Id }, found.ToHashSet());
    }

    private static Queue AQueue() => new() { Id = QueueId.New(), Name = "Sales", OfferTimeout = TimeSpan.FromSeconds(30), ServiceLevelPercent = 90 };

    private static UserId AnAgent() => new(Guid.CreateVersion7());

    private async Task<HashSet<UserId>> MembersOf(Queue queue) =>
        [.. (await Store.ListMembersAsync(Ct)).Where(member => member.QueueId == queue.Id).Select(member => member.UserId)];
}

public sealed class QueueStoreOnSqliteTests(SqliteTestDatabase database) : QueueStoreCases<SqliteTestDatabase>(database);

public sealed class QueueStoreOnPostgreSqlTests(PostgreSqlTestDatabase database) : QueueStoreCases<PostgreSqlTestDatabase>(database);

public sealed class QueueStoreOnSqlServerTests(SqlServerTestDatabase database) : QueueStoreCases<SqlServerTestDatabase>(database);
