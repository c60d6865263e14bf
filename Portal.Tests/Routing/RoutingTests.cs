using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public sealed class RoutingRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static Agent Agent(string name, int load = 0, int capacity = 4, Presence presence = Presence.Available, int idleMinutes = 0) => new()
    {
        Id = new(Guid.CreateVersion7()), Name = name, Load = load, Capacity = capacity, Presence = presence, LastAssignedAt = Now.AddMinutes(-idleMinutes),
    };

    [Fact]
    public void Choose_DifferentLoads_TakesTheMostFreeCapacity() =>
        Assert.Equal(("B", RoutingReasons.MostFree), Named(RoutingRules.Choose([Agent("A", 2), Agent("B", 1), Agent("C", 3)], null, [])));

    [Fact]
    public void Choose_SameFreeCapacity_TakesTheLongestIdle() =>
        Assert.Equal(("B", RoutingReasons.LongestIdle), Named(RoutingRules.Choose([Agent("A", 1, idleMinutes: 5), Agent("B", 1, idleMinutes: 9), Agent("C", 2, idleMinutes: 60)], null, [])));

    [Fact]
    public void Choose_NeverAssigned_IsTheLongestIdle() =>
        Assert.Equal("B", RoutingRules.Choose([Agent("A", idleMinutes: 500), Agent("B") with { LastAssignedAt = null }], null, [])!.Agent.Name);

    [Theory]
    [InlineData(Presence.Busy), InlineData(Presence.Away), InlineData(Presence.Offline)]
    public void Choose_NobodyAvailable_IsNobody(Presence presence) => Assert.Null(RoutingRules.Choose([Agent("A", presence: presence)], null, []));

    [Fact]
    public void Choose_FullOrWithoutAccess_IsNobody() =>
        Assert.Null(RoutingRules.Choose([Agent("A", 4), Agent("B", 5), Agent("C") with { IsEnabled = false }], null, []));

    [Fact]
    public void Choose_TheOneWhoHadIt_ComesBeforeFreerOnes()
    {
        var known = Agent("A", 3);
        Assert.Equal(("A", RoutingReasons.KnowsCustomer), Named(RoutingRules.Choose([known, Agent("B")], known.Id, [])));
    }

    [Fact]
    public void Choose_PassedOver_IsLeftOut()
    {
        var first = Agent("A");
        Assert.Equal("B", RoutingRules.Choose([first, Agent("B", 3)], first.Id, [first.Id])!.Agent.Name);
    }

    private static (string, string) Named(Choice? choice) => (choice!.Agent.Name, choice.Reason);
}

public abstract class RoutingCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private Task<World> Build() => new World(Database).BuildAsync();

    [Fact]
    public async Task RouteQueue_MoreWaitingThanRoom_FillsEveryoneAndLeavesTheLatest()
    {
        var world = await Build();
        var (ines, tomas) = (await world.HireAsync("Ines", 2), await world.HireAsync("Tomás", 1));
        var ids = new List<ConversationId>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await world.BeginAsync()).Id);
            Database.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, await world.Route.ExecuteAsync(world.Queue, Ct));

        Assert.Equal((2, 1), ((await world.FindAgentAsync(ines)).Load, (await world.FindAgentAsync(tomas)).Load));
        Assert.Equal(ids[3..], (await world.Routing.ListQueuedAsync(world.Queue, 10, Ct)).Select(c => c.Id));
    }

    [Fact]
    public async Task RouteQueue_SeveralNodesAtOnce_AssignsEachOnceWithinCapacity()
    {
        var world = await Build();
        var agents = new[] { await world.HireAsync("A", 3), await world.HireAsync("B", 3), await world.HireAsync("C", 3) };
        for (var i = 0; i < 12; i++) await world.BeginAsync();

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Route.ExecuteAsync(world.Queue, Ct)));

        Assert.Equal(9, counts.Sum());
        foreach (var agent in agents) Assert.Equal(3, (await world.FindAgentAsync(agent)).Load);
        Assert.Empty(await world.Routing.CorrectLoadsAsync(Ct));
    }

    [Fact]
    public async Task ExpireOffers_NotOpened_GoesToTheNextWithTheReasonInTheTimeline()
    {
        var world = await Build();
        var (ines, tomas) = (await world.HireAsync("Ines"), await world.HireAsync("Tomás"));
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        var first = (await world.FindAsync(id)).AssigneeId;

        Database.Clock.Advance(TimeSpan.FromSeconds(44));
        await world.Expire.ExecuteAsync(Ct);
        Assert.Equal(first, (await world.FindAsync(id)).AssigneeId);
        Database.Clock.Advance(TimeSpan.FromSeconds(2));
        await world.Expire.ExecuteAsync(Ct);

        var after = await world.FindAsync(id);
        Assert.Equal(first == ines.User ? tomas.User : ines.User, after.AssigneeId);
        var events = (await world.Conversations.ReadAfterAsync(id, false, 0, 50, Ct)).Where(e => e.Kind is EntryKind.Event).Select(e => (e.Event, e.Reason));
        Assert.Contains((TimelineEvent.OfferExpired, "not-opened"), events);
    }

    [Fact]
    public async Task ExpireOffers_NobodyElse_StaysWithTheSameAgentSilently()
    {
        var world = await Build();
        var ines = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        var before = await world.FindAsync(id);

        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Expire.ExecuteAsync(Ct);

        var after = await world.FindAsync(id);
        Assert.Equal(ines.User, after.AssigneeId);
        Assert.Equal(before.LastSequence, after.LastSequence);
        Assert.True(after.OfferExpiresAt > Database.Clock.GetUtcNow());
    }

    [Fact]
    public async Task ExpireOffers_Opened_StaysWhereItIs()
    {
        var world = await Build();
        await world.HireAsync("Ines");
        await world.HireAsync("Tomás");
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        var holder = (await world.FindAsync(id)).AssigneeId!.Value;
        await new OpenConversation(world.Log).ExecuteAsync(new Actor(holder.Value, Role.Agent, "x"), id, Ct);

        Database.Clock.Advance(TimeSpan.FromMinutes(5));

        await world.Expire.ExecuteAsync(Ct);
        Assert.Equal(holder, (await world.FindAsync(id)).AssigneeId);
    }

    [Fact]
    public async Task Presence_LastPageGoneForAMinute_IsOfflineAndComesBackAsChosen()
    {
        var world = await Build();
        var ines = await world.HireAsync("Ines", presence: Presence.Busy);
        var presence = new RefreshPresence(world.Routing, Database.Hub, Database.Clock, Microsoft.Extensions.Options.Options.Create(new RoutingOptions()));

        Database.Clock.Advance(TimeSpan.FromSeconds(59));
        await presence.ExpireAsync(Ct);
        Assert.Equal(Presence.Busy, (await world.FindAgentAsync(ines)).Presence);
        Database.Clock.Advance(TimeSpan.FromSeconds(2));
        await presence.ExpireAsync(Ct);
        Assert.Equal(Presence.Offline, (await world.FindAgentAsync(ines)).Presence);
        await presence.SeenAsync([ines.User], Ct);
        Assert.Equal(Presence.Busy, (await world.FindAgentAsync(ines)).Presence);
    }
}

public sealed class RoutingOnSqliteTests(SqliteTestDatabase database) : RoutingCases<SqliteTestDatabase>(database);

public sealed class RoutingOnPostgreSqlTests(PostgreSqlTestDatabase database) : RoutingCases<PostgreSqlTestDatabase>(database);

public sealed class RoutingOnSqlServerTests(SqlServerTestDatabase database) : RoutingCases<SqlServerTestDatabase>(database);
