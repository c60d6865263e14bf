using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public abstract class SkillRoutingCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private readonly Skill german = new() { Id = SkillId.New(), Name = "German" };

    private async Task<World> BuildAsync(Func<Queue, Queue>? change = null)
    {
        var world = await new World(Database).BuildAsync();
        if (change is not null) await world.Routing.SaveQueueAsync(change((await world.Routing.FindQueueAsync(world.Queue, Ct))!), [], [], Ct);
        return world;
    }

    private Task KnowsAsync(World world, Actor agent, int level) => world.Routing.SaveSkillAsync(german, new Dictionary<UserId, int> { [agent.User] = level }, Ct);

    private Task<ChangeOutcome?> AskAsync(World world, ConversationId id, Actor actor, Requirements asked) => new RequireSkills(world.Routing, new(world.Log)).ExecuteAsync(actor, id, asked, Ct);

    [Fact]
    public async Task RouteQueue_SkillAskedFor_GoesToWhoeverHasItAndRelaxesAfterTheWait()
    {
        var world = await BuildAsync(q => q with { Relaxation = [new(TimeSpan.FromSeconds(60), 2), new(TimeSpan.FromSeconds(120), 5)] });
        var (ines, tomas) = (await world.HireAsync("Ines"), await world.HireAsync("Tomás"));
        await KnowsAsync(world, tomas, 1);
        var (id, _) = await world.BeginAsync();
        Assert.IsType<ChangeOutcome.Done>(await AskAsync(world, id, ines, new([new(german.Id, 3)])));

        var first = await world.Route.ExecuteAsync([world.Queue], Ct);
        Assert.Equal((0, Database.Clock.GetUtcNow().AddSeconds(60)), (first.Assigned, first.LookAgainAt));
        var waits = (await world.Routing.ListDecisionsAsync(id, 5, Ct))[0];
        Assert.Equal((WaitReasons.SkillNotYet, 0, new SkillNeed(german.Id, 3)), (waits.Reason, waits.Lowered, Assert.Single(waits.Needs)));
        Assert.All(waits.Candidates, c => Assert.Equal((Verdict.LacksSkill, new SkillNeed(german.Id, 3)), (c.Verdict, c.Missing)));

        Database.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        var given = (await world.Routing.ListDecisionsAsync(id, 5, Ct))[0];
        Assert.Equal((tomas.User, 2, new SkillNeed(german.Id, 1)), (given.AgentId, given.Lowered, Assert.Single(given.Needs)));
        var asked = (await world.Conversations.ReadAfterAsync(id, false, 0, 50, Ct)).Single(e => e.Event is TimelineEvent.Required);
        Assert.Equal(("German 3", "Ines"), (asked.Text, asked.AuthorName));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task RouteQueue_OfferLapsedOrDeclinedAfterRelaxation_AsksForNoMoreThanBefore(bool declined)
    {
        var world = await BuildAsync(q => q with { Relaxation = [new(TimeSpan.FromSeconds(60), 5)], Needs = [new(german.Id, 3)], OfferTimeout = TimeSpan.FromSeconds(20) });
        var (ines, tomas) = (await world.HireAsync("Ines"), await world.HireAsync("Tomás"));
        await KnowsAsync(world, ines, 0);
        var (id, _) = await world.BeginAsync();
        var began = (await world.FindAsync(id)).QueuedAt;
        Database.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        var first = (await world.FindAsync(id)).AssigneeId;

        Database.Clock.Advance(TimeSpan.FromSeconds(20));
        if (declined)
        {
            var holder = first == ines.User ? ines : tomas;
            await new OpenConversation(world.Log).ExecuteAsync(holder, id, Ct);
            await new UnassignConversation(world.Log).ExecuteAsync(holder, id, "declined", Ct);
            await world.Route.ExecuteAsync(world.Queue, Ct);
        }
        else
        {
            await world.Expire.ExecuteAsync(Ct);
        }

        var second = await world.FindAsync(id);
        Assert.NotNull(second.AssigneeId);
        Assert.NotEqual(first, second.AssigneeId);
        Assert.Equal(began, second.FirstQueuedAt);
        var given = (await world.Routing.ListDecisionsAsync(id, 5, Ct))[0];
        Assert.Equal((began, 5), (given.QueuedAt, given.Lowered));
        Assert.Equal(Verdict.PassedOver, given.Candidates.Single(c => c.Agent == first).Verdict);
    }

    [Fact]
    public async Task RouteQueue_FrontOfALongLineAsksForWhatNobodyCan_ServesWhoComesBehind()
    {
        var world = await BuildAsync();
        var ines = await world.HireAsync("Ines", 2);
        await world.Routing.SaveSkillAsync(german, new Dictionary<UserId, int>(), Ct);
        for (var i = 0; i < 60; i++) await AskAsync(world, (await world.BeginAsync()).Id, ines, new([new(german.Id, 1, Must: true)]));
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        var (last, _) = await world.BeginAsync();

        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));

        Assert.Equal(ines.User, (await world.FindAsync(last)).AssigneeId);
    }

    [Fact]
    public async Task Write_ThroughAnInboxThatAsksForASkill_GoesToWhoeverHasIt()
    {
        var world = await BuildAsync();
        await world.HireAsync("Ines");
        var tomas = await world.HireAsync("Tomás", 2);
        await KnowsAsync(world, tomas, 2);
        var inboxes = Get<IInboxStore>();
        await inboxes.SaveAsync((await inboxes.FindAsync(world.Inbox, Ct))! with { Needs = [new(german.Id, 2, Must: true)] }, Ct);
        var write = new WriteAsCustomer(new(Get<ICustomerStore>(), Database.Hub, Database.Clock), new(world.Conversations, World.Options, Database.Clock), world.Start, world.Post);
        var (customer, id) = (World.Visitor(), ConversationId.New());

        Assert.IsType<PostOutcome.Sent>(await write.ExecuteAsync(new((await inboxes.FindAsync(world.Inbox, Ct))!, customer, null, null, ""), id, Guid.CreateVersion7(), "Guten Tag", "de", Ct));

        Assert.Equal(new SkillNeed(german.Id, 2, Must: true), Assert.Single((await world.FindAsync(id)).Needs));
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal(tomas.User, (await world.FindAsync(id)).AssigneeId);
        await world.Routing.DeleteSkillAsync(german.Id, Ct);
        Assert.Empty((await inboxes.FindAsync(world.Inbox, Ct))!.Needs);
    }

    [Fact]
    public async Task DeleteSkill_SomebodyWaitsForIt_LetsAnybodyHaveThem()
    {
        var world = await BuildAsync(q => q with { Needs = [new(german.Id, 2, Must: true)] });
        var ines = await world.HireAsync("Ines");
        await world.Routing.SaveSkillAsync(german, new Dictionary<UserId, int>(), Ct);
        var (id, _) = await world.BeginAsync();
        await AskAsync(world, id, ines, new([new(german.Id, 3, Must: true)]));
        Assert.Equal(0, await world.Route.ExecuteAsync(world.Queue, Ct));

        await world.Routing.DeleteSkillAsync(german.Id, Ct);

        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
    }

    [Fact]
    public async Task RouteQueue_HeavyConversations_TakeAsMuchAsTheyWeigh()
    {
        var world = await BuildAsync(q => q with { Weight = 3 });
        var ines = await world.HireAsync("Ines", 4);
        for (var i = 0; i < 4; i++) await world.BeginAsync();

        Assert.Equal(2, await world.Route.ExecuteAsync(world.Queue, Ct));

        Assert.Equal((2, 6), await LoadOf(world, ines));
        Assert.Empty(await world.Routing.CorrectLoadsAsync(Ct));
    }

    [Fact]
    public async Task RouteQueue_HeavierThanAnybodysCapacity_TakesAllOfSomebodyIdle()
    {
        var world = await BuildAsync(q => q with { Weight = 10 });
        var ines = await world.HireAsync("Ines", 2);
        await world.BeginAsync();
        await world.BeginAsync();

        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal((1, 4), await LoadOf(world, ines));
    }

    [Fact]
    public async Task Rest_NobodyWrites_GivesTheUnitsBackUntilTheCustomerWrites()
    {
        var world = await BuildAsync();
        var ines = await world.HireAsync("Ines", 1);
        var (id, customer) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        var rests = new RestConversations(world.Conversations, world.Log, World.Options, Database.Clock);
        await world.Post.ExecuteAsync(ines, id, NewMessage.OfText(Guid.CreateVersion7(), "Did that help?"), Ct);
        Database.Clock.Advance(TimeSpan.FromMinutes(9));
        await rests.ExecuteAsync(all: true, Ct);
        Assert.Equal((1, 2), await LoadOf(world, ines));

        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await rests.ExecuteAsync(all: false, Ct) > 0);
        Assert.Equal((1, 0), await LoadOf(world, ines));
        var (second, _) = await world.BeginAsync();
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));

        await world.Post.ExecuteAsync(customer, id, NewMessage.OfText(Guid.CreateVersion7(), "Not yet"), Ct);
        Assert.Equal((2, 4), await LoadOf(world, ines));
        await world.Resolve.ExecuteAsync(ines, second, Ct);
        Assert.Equal((1, 2), await LoadOf(world, ines));
        Assert.Empty(await world.Routing.CorrectLoadsAsync(Ct));
    }

    [Fact]
    public async Task Rest_ANoteBetweenTwoColleagues_DoesNotBreakTheSilence()
    {
        var world = await BuildAsync();
        var ines = await world.HireAsync("Ines", 1);
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        await world.Post.ExecuteAsync(ines, id, NewMessage.OfText(Guid.CreateVersion7(), "Did that help?"), Ct);
        Database.Clock.Advance(TimeSpan.FromMinutes(6));
        await world.Post.ExecuteAsync(ines, id, new(Guid.CreateVersion7(), EntryKind.Note, "Asked in the warehouse"), Ct);
        Database.Clock.Advance(TimeSpan.FromMinutes(4));

        await new RestConversations(world.Conversations, world.Log, World.Options, Database.Clock).ExecuteAsync(all: true, Ct);

        Assert.Equal((1, 0), await LoadOf(world, ines));
    }

    [Fact]
    public async Task Require_WeightAndPriorityTakenBack_AreThoseOfTheQueueAgain()
    {
        var world = await BuildAsync();
        var ines = await world.HireAsync("Ines", 3);
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        await AskAsync(world, id, ines, new(Priority: 3, Weight: 5));
        Assert.Equal((1, 5), await LoadOf(world, ines));

        Assert.IsType<ChangeOutcome.Done>(await AskAsync(world, id, ines, new() { PriorityAsQueue = true, WeightAs = world.Queue }));

        var after = await world.FindAsync(id);
        Assert.Equal((null, null), (after.Priority, after.Weight));
        Assert.Equal((1, 2), await LoadOf(world, ines));
    }

    [Fact]
    public async Task Assign_TakenByHandWhenFull_GoesOverTheCapacity()
    {
        var world = await BuildAsync();
        var ines = await world.HireAsync("Ines", 1);
        var (first, _) = await world.BeginAsync();
        var (second, _) = await world.BeginAsync();
        await world.Assign.ExecuteAsync(ines, first, ines.User, ines.Name, CapacityClaim.ByHand, "by-hand", null, Ct);

        Assert.IsType<ChangeOutcome.Done>(await world.Assign.ExecuteAsync(ines, second, ines.User, ines.Name, CapacityClaim.ByHand, "by-hand", null, Ct));

        Assert.Equal((2, 4), await LoadOf(world, ines));
    }

    [Fact]
    public async Task Require_HeavierWhileSomebodyHasIt_CountsAtOnce()
    {
        var world = await BuildAsync();
        var ines = await world.HireAsync("Ines", 2);
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);

        Assert.IsType<ChangeOutcome.Done>(await AskAsync(world, id, ines, new(Weight: 5)));

        Assert.Equal((1, 5), await LoadOf(world, ines));
    }

    [Fact]
    public async Task RouteQueue_WaitedTooLong_GoesToTheOverflowQueueAndKeepsItsWait()
    {
        var other = new Queue { Id = QueueId.New(), Name = $"Other {Guid.NewGuid():N}"[..30] };
        var world = await new World(Database).BuildAsync();
        await world.Routing.SaveQueueAsync(other, [], [], Ct);
        var queue = (await world.Routing.FindQueueAsync(world.Queue, Ct))! with { OverflowTo = other.Id, OverflowAfter = TimeSpan.FromSeconds(30) };
        await world.Routing.SaveQueueAsync(queue, [], [], Ct);
        var (id, _) = await world.BeginAsync();
        var since = (await world.FindAsync(id)).QueuedAt;
        Assert.Equal(Database.Clock.GetUtcNow().AddSeconds(30), (await world.Route.ExecuteAsync([world.Queue], Ct)).LookAgainAt);

        Database.Clock.Advance(TimeSpan.FromSeconds(30));
        await world.Route.ExecuteAsync(world.Queue, Ct);

        Assert.Equal((other.Id, since), ((await world.FindAsync(id)).QueueId, (await world.FindAsync(id)).QueuedAt));
        Assert.Contains(await world.Conversations.ReadAfterAsync(id, false, 0, 50, Ct), e => e is { Event: TimelineEvent.Transferred, Reason: RoutingReasons.WaitedTooLong });
    }

    [Fact]
    public async Task SaveQueue_OverflowLeadsBack_IsRefused()
    {
        var save = new SaveQueue((await BuildAsync()).Routing, Database.Hub);
        Queue a = new() { Id = QueueId.New(), Name = $"A {Guid.NewGuid():N}"[..30] }, b = new() { Id = QueueId.New(), Name = $"B {Guid.NewGuid():N}"[..30], OverflowTo = a.Id };
        Assert.IsType<SaveQueueOutcome.Saved>(await save.ExecuteAsync(Actor.System, a, [], [], Ct));
        Assert.IsType<SaveQueueOutcome.Saved>(await save.ExecuteAsync(Actor.System, b, [], [], Ct));

        var outcome = Assert.IsType<SaveQueueOutcome.Invalid>(await save.ExecuteAsync(Actor.System, a with { OverflowTo = b.Id }, [], [], Ct));

        Assert.Equal("queue-overflow-circle", Assert.Single(outcome.Faults).Value);
        Assert.Equal(2, Assert.IsType<SaveQueueOutcome.Saved>(await save.ExecuteAsync(Actor.System, a, [], [], Ct)).Queue.Version);
    }

    [Fact]
    public async Task RouteQueue_StartOfAShift_GrowsWithTheTime()
    {
        var world = await BuildAsync(q => q with { RampUp = TimeSpan.FromMinutes(10) });
        var ines = await world.HireAsync("Ines", 4);
        for (var i = 0; i < 6; i++) await world.BeginAsync();

        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        Database.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        Database.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(2, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal((4, 8), await LoadOf(world, ines));
    }

    [Fact]
    public async Task SetSurge_WhileItLasts_LetsMembersTakeMoreAndThenNoMore()
    {
        var world = await BuildAsync();
        var ines = await world.HireAsync("Ines", 2);
        for (var i = 0; i < 5; i++) await world.BeginAsync();
        var surge = new SetSurge(world.Routing, Database.Hub, Database.Clock, NullLogger<SetSurge>.Instance);
        Assert.False(await surge.ExecuteAsync(ines, world.Queue, 150, TimeSpan.FromHours(1), Ct));

        Assert.True(await surge.ExecuteAsync(Actor.System, world.Queue, 150, TimeSpan.FromHours(1), Ct));
        Assert.Equal(3, await world.Route.ExecuteAsync(world.Queue, Ct));

        Database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal((3, 6), await LoadOf(world, ines));
    }

    [Fact]
    public async Task RouteQueue_TransfersOnly_GetsOnlyWhatColleaguesHandOver()
    {
        var world = await BuildAsync();
        var ines = await world.HireAsync("Ines", presence: Presence.TransfersOnly);
        var (id, _) = await world.BeginAsync();
        Assert.Equal(0, await world.Route.ExecuteAsync(world.Queue, Ct));

        var elsewhere = QueueId.New();
        await world.Routing.SaveQueueAsync(new Queue { Id = elsewhere, Name = $"T {Guid.NewGuid():N}"[..30] }, [ines.User], [], Ct);
        await new TransferConversation(world.Log).ExecuteAsync(ines, id, elsewhere, "T", Ct);

        Assert.Equal(1, await world.Route.ExecuteAsync(elsewhere, Ct));
    }

    private static async Task<(int Load, int Used)> LoadOf(World world, Actor agent)
    {
        var known = await world.FindAgentAsync(agent);
        return (known.Load.Chat, known.Used.Chat);
    }
}

public sealed class SkillRoutingOnSqliteTests(SqliteTestDatabase database) : SkillRoutingCases<SqliteTestDatabase>(database);

public sealed class SkillRoutingOnPostgreSqlTests(PostgreSqlTestDatabase database) : SkillRoutingCases<PostgreSqlTestDatabase>(database);

public sealed class SkillRoutingOnSqlServerTests(SqlServerTestDatabase database) : SkillRoutingCases<SqlServerTestDatabase>(database);
