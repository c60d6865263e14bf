using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public abstract partial class RoutingCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
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

        Assert.Equal((2, 1), ((await world.FindAgentAsync(ines)).Load.Chat, (await world.FindAgentAsync(tomas)).Load.Chat));
        Assert.Equal(ids[3..], (await world.Routing.ListQueuedAsync(world.Queue, 10, null, 0, Ct)).Select(c => c.Id));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task RouteQueue_MostUrgentFarBackInALongLine_IsServedFirst(bool byLevel)
    {
        var world = await Build();
        ConversationId last = default;
        for (var i = 0; i < 60; i++)
        {
            (last, _) = await world.BeginAsync();
            Database.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await world.Log.WriteAsync(new(last, (c, _) => byLevel ? ConversationRules.Prioritise(c, Actor.System, PriorityLevel.Urgent, null) : ConversationRules.Require(c, Lead, new(Priority: 1), "")), Ct);
        var ines = await world.HireAsync("Ines", 1);

        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));

        Assert.Equal(ines.User, (await world.FindAsync(last)).AssigneeId);
    }

    [Fact]
    public async Task ApplyStandards_QueueWithAnotherPriority_SetsTheTurnsOfThoseWhoWaitAnew()
    {
        var world = await Build();
        var (own, _) = await world.BeginAsync();
        await world.Log.WriteAsync(new(own, (c, _) => ConversationRules.Require(c, Lead, new(Priority: 40), "")), Ct);
        var (usual, _) = await world.BeginAsync();
        async Task<IEnumerable<ConversationId>> LineAsync() => (await world.Routing.ListQueuedAsync(world.Queue, 10, null, 0, Ct)).Select(c => c.Id);
        Assert.Equal([own, usual], await LineAsync());

        await world.Routing.SaveQueueAsync((await world.Routing.FindQueueAsync(world.Queue, Ct))! with { Priority = 1 }, [], [], Ct);
        await new ApplyStandards(world.Log, Get<IServiceLevelStore>(), Get<ServiceStandards>()).ExecuteAsync(Ct);

        Assert.Equal([usual, own], await LineAsync());
    }

    [Fact]
    public async Task RouteQueue_OverflowQueueThatIsGone_KeepsThemInTheirOwn()
    {
        var world = await Build();
        await world.Routing.SaveQueueAsync((await world.Routing.FindQueueAsync(world.Queue, Ct))! with { OverflowTo = QueueId.New(), OverflowAfter = TimeSpan.FromSeconds(30) }, [], [], Ct);
        var (id, _) = await world.BeginAsync();
        Database.Clock.Advance(TimeSpan.FromSeconds(31));

        await world.Route.ExecuteAsync(world.Queue, Ct);

        Assert.Equal((world.Queue, true), ((await world.FindAsync(id)).QueueId, (await world.FindAsync(id)).IsQueued));
    }

    [Fact]
    public async Task RouteQueue_TheOnlyOneGivesItBack_IsAskedAgainAfterAWhileAndTheRecordSaysSo()
    {
        var world = await Build();
        var ines = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await new UnassignConversation(world.Log).ExecuteAsync(ines, id, "by-hand", Ct);
        var returned = Database.Clock.GetUtcNow();

        Assert.Equal(returned.AddSeconds(45), (await world.Route.ExecuteAsync([world.Queue], Ct)).LookAgainAt);
        Assert.Null((await world.FindAsync(id)).AssigneeId);
        Database.Clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));

        Assert.Equal(ines.User, (await world.FindAsync(id)).AssigneeId);
        // At one moment: that they are asked again, and that somebody was.
        Assert.Equal([WaitReasons.AskedAgain, WaitReasons.EverybodyAsked, RoutingReasons.OnlyOne], (await world.Routing.ListDecisionsAsync(id, 3, Ct)).Select(d => d.Reason).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task StartConversation_OfACustomerWhoComesBackThroughAnotherInbox_MeetsTheirFormerAgent()
    {
        var world = await Build();
        var (id, customer) = await world.BeginAsync();
        var ines = await world.HireAsync("Ines");
        await world.Route.ExecuteAsync(world.Queue, Ct);
        await world.Resolve.ExecuteAsync(ines, id, Ct);
        var tomas = await world.HireAsync("Tomás");
        var (again, elsewhere) = (ConversationId.New(), InboxId.New());
        Database.Clock.Advance(TimeSpan.FromDays(9));
        foreach (var agent in new[] { ines, tomas }) await world.Routing.ChoosePresenceAsync(agent.User, Presence.Available, "", Database.Clock.GetUtcNow(), Ct);

        await world.Start.ExecuteAsync(customer, again, elsewhere, world.Queue, NewMessage.OfText(Guid.CreateVersion7(), "It is me"), Ct);
        await world.Route.ExecuteAsync(world.Queue, Ct);

        Assert.Equal(ines.User, (await world.FindAsync(again)).AssigneeId);
        Assert.Equal(RoutingReasons.KnowsCustomer, (await world.Routing.ListDecisionsAsync(again, 1, Ct)).Single().Reason);
    }

    private static readonly Actor Lead = new(Guid.CreateVersion7(), Role.Supervisor, "Rosa");

    [Fact]
    public async Task RouteQueue_SeveralNodesAtOnce_AssignsEachOnceWithinCapacity()
    {
        var world = await Build();
        var agents = new[] { await world.HireAsync("A", 3), await world.HireAsync("B", 3), await world.HireAsync("C", 3) };
        var begun = new List<ConversationId>();
        for (var i = 0; i < 12; i++) begun.Add((await world.BeginAsync()).Id);

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Route.ExecuteAsync(world.Queue, Ct)));

        Assert.Equal(9, counts.Sum());
        foreach (var agent in agents) Assert.Equal(3, (await world.FindAgentAsync(agent)).Load.Chat);
        foreach (var id in begun)
        {
            var holder = (await world.FindAsync(id)).AssigneeId;
            var offered = (await world.Routing.ListDecisionsAsync(id, 50, Ct)).Where(d => d.AgentId is not null).Select(d => d.AgentId);
            Assert.Equal(holder is null ? [] : [holder], offered);
        }

        Assert.Empty(await world.Routing.CorrectLoadsAsync(Ct));
    }

    [Fact]
    public async Task RouteQueue_Assigned_LeavesARecordOfEverybodyWhoWasLookedAt()
    {
        var world = await Build();
        var ines = await world.HireAsync("Ines");
        var away = await world.HireAsync("Tomás", presence: Presence.Away);
        var (id, _) = await world.BeginAsync();

        await world.Route.ExecuteAsync(world.Queue, Ct);

        var decision = Assert.Single(await world.Routing.ListDecisionsAsync(id, 10, Ct));
        Assert.Equal((ines.User, RoutingReasons.OnlyOne, Database.Clock.GetUtcNow()), (decision.AgentId, decision.Reason, decision.At));
        Assert.Equal([(ines.User, Verdict.Chosen), (away.User, Verdict.Away)], decision.Candidates.Select(c => (c.Agent, c.Verdict)));
    }

    [Fact]
    public async Task RecordAsync_AsManyMembersAsAreKeptWithLongNamesInAnyScript_IsReadBackWhole()
    {
        var world = await Build();
        var (id, _) = await world.BeginAsync();
        var candidates = Enumerable.Range(0, RoutingDecision.MostCandidates)
            .Select(_ => new Candidate(new(Guid.CreateVersion7()), new string('\u0639', 80), Verdict.Outranked, 100, 100, false)).ToArray();
        var decision = new RoutingDecision
        {
            Id = Guid.CreateVersion7(), ConversationId = id, QueueId = world.Queue, At = Database.Clock.GetUtcNow(), QueuedAt = Database.Clock.GetUtcNow(),
            Reason = WaitReasons.NextPass, Method = AgentChoice.RoundRobin, Candidates = [.. candidates],
        };

        await world.Routing.RecordAsync([decision], Ct);

        Assert.Equal(candidates, Assert.Single(await world.Routing.ListDecisionsAsync(id, 10, Ct)).Candidates);
    }

    [Fact]
    public async Task RouteQueue_WhoeverHearsOfTheAssignment_FindsItsReasons()
    {
        var world = await Build();
        await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        var found = new List<int>();
        void Look(IEvent fact)
        {
            if (fact is not ConversationChanged { After: { AssigneeId: not null } after } || after.Id != id) return;
            // At this very moment: what is written a moment later is too late for a page that reads now.
            found.Add(Task.Run(() => world.Routing.ListDecisionsAsync(id, 10, Ct)).GetAwaiter().GetResult().Count);
        }

        Database.Hub.Publishing += Look;
        await world.Route.ExecuteAsync(world.Queue, Ct);
        Database.Hub.Publishing -= Look;

        Assert.NotEmpty(found);
        Assert.All(found, records => Assert.Equal(1, records));
    }

    [Fact]
    public async Task RouteQueue_StillWaiting_RecordsTheReasonOnceAndAgainWhenItChanges()
    {
        var world = await Build();
        var ines = await world.HireAsync("Ines", presence: Presence.Away);
        var (id, _) = await world.BeginAsync();
        var route = world.Route;

        await route.ExecuteAsync(world.Queue, Ct);
        await route.ExecuteAsync(world.Queue, Ct);
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Routing.ChoosePresenceAsync(ines.User, Presence.Offline, "", Database.Clock.GetUtcNow(), Ct);
        await route.ExecuteAsync(world.Queue, Ct);

        Assert.Equal([WaitReasons.NobodyThere, WaitReasons.NobodyAvailable], (await world.Routing.ListDecisionsAsync(id, 10, Ct)).Select(d => d.Reason));
    }

    [Fact]
    public async Task RouteQueue_AgentOfTwoQueues_GetsTheMostUrgentOfBoth()
    {
        var world = await Build();
        var important = new Queue { Id = QueueId.New(), Name = QueueId.New().ToString(), Priority = 1 };
        await world.Routing.SaveQueueAsync((await world.Routing.FindQueueAsync(world.Queue, Ct))! with { Priority = 100 }, [], [], Ct);
        var ines = await world.HireAsync("Ines", 1);
        await world.Routing.SaveQueueAsync(important, [ines.User], [], Ct);
        var (early, _) = await world.BeginAsync();
        Database.Clock.Advance(TimeSpan.FromSeconds(10));
        var (late, _) = await world.BeginAsync();
        await new TransferConversation(world.Log).ExecuteAsync(Actor.System, late, important.Id, "Important", Ct);

        Assert.Equal(1, (await world.Route.ExecuteAsync([world.Queue, important.Id], Ct)).Assigned);

        Assert.Equal(ines.User, (await world.FindAsync(late)).AssigneeId);
        Assert.Null((await world.FindAsync(early)).AssigneeId);
    }

    [Fact]
    public async Task RouteQueue_OnlyAFallbackMemberIsThere_TellsWhenToLookAgain()
    {
        var world = await Build();
        var helper = await world.HireAsync("Helper");
        await world.Routing.SaveQueueAsync((await world.Routing.FindQueueAsync(world.Queue, Ct))! with { FallbackAfter = TimeSpan.FromSeconds(20) }, [helper.User], [helper.User], Ct);
        var (id, _) = await world.BeginAsync();

        var pass = await world.Route.ExecuteAsync([world.Queue], Ct);
        Assert.Equal((0, Database.Clock.GetUtcNow().AddSeconds(20)), (pass.Assigned, pass.LookAgainAt));

        Database.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, (await world.Route.ExecuteAsync([world.Queue], Ct)).Assigned);
        Assert.Equal(helper.User, (await world.FindAsync(id)).AssigneeId);
    }

    [Fact]
    public async Task ExplainRouting_Waiting_SaysWhyNowAndHowManyCameBefore()
    {
        var world = await Build();
        var full = await world.HireAsync("Ines", 1);
        await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.BeginAsync();
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        var (id, customer) = await world.BeginAsync();
        var explain = new ExplainRouting(world.Routing, world.Hours, Database.Clock);

        var explained = (await explain.ExecuteAsync(full, id, Ct))!;

        Assert.Equal((WaitReasons.EverybodyFull, 1), (explained.Now!.Reason, explained.Ahead));
        Assert.Null(await explain.ExecuteAsync(customer, id, Ct));
    }

    [Fact]
    public async Task ReadOutlook_InLine_TellsEachCustomerTheirOwnPlaceOnly()
    {
        var world = await Build();
        var (first, mara) = await world.BeginAsync();
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        var (second, jon) = await world.BeginAsync();
        var read = new ReadOutlook(world.Routing, world.Hours, Database.Clock);

        Assert.Equal((1, 2), ((await read.ExecuteAsync(mara, first, Ct))!.Position, (await read.ExecuteAsync(jon, second, Ct))!.Position));
        Assert.Null(await read.ExecuteAsync(mara, second, Ct));
        Assert.Null(await read.ExecuteAsync(Actor.System, first, Ct));
    }

    [Fact]
    public async Task ReadOutlook_TheOneBeforeIsAssigned_MovesUpWithTheNextReading()
    {
        var world = await Build();
        await world.HireAsync("Ines", 1);
        await world.BeginAsync();
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        var (second, jon) = await world.BeginAsync();
        var read = new ReadOutlook(world.Routing, world.Hours, Database.Clock);
        Assert.Equal(2, (await read.ExecuteAsync(jon, second, Ct))!.Position);

        await world.Route.ExecuteAsync(world.Queue, Ct);
        Assert.Equal(2, (await read.ExecuteAsync(jon, second, Ct))!.Position);
        Database.Clock.Advance(ReadOutlook.Freshness);

        Assert.Equal(1, (await read.ExecuteAsync(jon, second, Ct))!.Position);
    }

    [Fact]
    public async Task ReadOutlook_SteadyAnswers_GivesARange()
    {
        var world = await Build();
        var ines = await world.HireAsync("Ines", 50);
        for (var i = 0; i < WaitRules.FewestAnswers; i++)
        {
            var (answered, _) = await world.BeginAsync();
            Database.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.Post.ExecuteAsync(ines, answered, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), Ct);
        }

        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        var (id, mara) = await world.BeginAsync();

        var wait = (await new ReadOutlook(world.Routing, world.Hours, Database.Clock).ExecuteAsync(mara, id, Ct))!.Wait;
        Assert.Equal(new WaitEstimate(TimeSpan.Zero, TimeSpan.FromMinutes(2)), wait);
    }
}

public sealed class RoutingOnSqliteTests(SqliteTestDatabase database) : RoutingCases<SqliteTestDatabase>(database);

public sealed class RoutingOnPostgreSqlTests(PostgreSqlTestDatabase database) : RoutingCases<PostgreSqlTestDatabase>(database);

public sealed class RoutingOnSqlServerTests(SqlServerTestDatabase database) : RoutingCases<SqlServerTestDatabase>(database);
