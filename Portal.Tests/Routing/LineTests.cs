using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public abstract class LineCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private async Task<World> BuildAsync(Func<Queue, Queue> change)
    {
        var world = await new World(Database).BuildAsync();
        await world.Routing.SaveQueueAsync(change((await world.Routing.FindQueueAsync(world.Queue, Ct))!), [], [], Ct);
        return world;
    }

    private async Task<(ConversationId Id, Actor Customer)> ComesAsync(World world)
    {
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        var visit = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        return visit;
    }

    private async Task<TimelineEntry[]> EventsAsync(World world, ConversationId id, bool publicOnly = true) =>
        [.. (await world.Conversations.ReadAfterAsync(id, publicOnly, 0, 50, Ct)).Where(e => e.Kind is EntryKind.Event)];

    private AnswerLater Later(World world) => new(world.Routing, new(world.Log), Database.Clock);

    [Fact]
    public async Task RouteQueue_LineFullAndRefuses_TellsTheCustomerInTheirLanguageAndEnds()
    {
        var world = await BuildAsync(q => q with { LongestLine = 1, WhenFull = WhenFull.Refuse, FullTexts = [new("de", "Bitte später.")] });
        var (first, _) = await ComesAsync(world);
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        var (second, customer) = await world.BeginAsync();
        await Get<ICustomerStore>().SaveAsync((await Get<ICustomerStore>().FindAsync(customer.Customer, Ct))! with { Language = "de" }, Ct);

        await world.Route.ExecuteAsync(world.Queue, Ct);

        Assert.Equal((ConversationStatus.Open, LinePlace.InLine), ((await world.FindAsync(first)).Status, (await world.FindAsync(first)).Place));
        var away = await world.FindAsync(second);
        Assert.Equal((ConversationStatus.Resolved, null), (away.Status, away.QueuedAt));
        var told = Assert.Single(await EventsAsync(world, second));
        Assert.Equal((TimelineEvent.LineFull, ConversationLineRules.Refused, "Bitte später."), (told.Event, told.Reason, told.Text));
        Assert.Contains(await EventsAsync(world, second, publicOnly: false), e => e is { Event: TimelineEvent.Resolved, AuthorRole: Role.System });

        await world.Resolve.ExecuteAsync(Actor.System, first, Ct);
        await world.Post.ExecuteAsync(customer, second, NewMessage.OfText(Guid.CreateVersion7(), "And now?"), Ct);
        await world.Route.ExecuteAsync(world.Queue, Ct);
        Assert.Equal((ConversationStatus.Open, LinePlace.InLine), ((await world.FindAsync(second)).Status, (await world.FindAsync(second)).Place));
    }

    [Fact]
    public async Task RouteQueue_LineFullAndAsksForAnAddress_OffersNobodyUntilItIsLeft()
    {
        var world = await BuildAsync(q => q with { LongestLine = 1, WhenFull = WhenFull.AskEmail });
        await ComesAsync(world);
        var (second, customer) = await ComesAsync(world);
        Assert.Equal(LinePlace.Beyond, (await world.FindAsync(second)).Place);
        Assert.Equal(ConversationLineRules.AsksEmail, Assert.Single(await EventsAsync(world, second)).Reason);
        var outlook = (await new ReadOutlook(world.Routing, world.Hours, Database.Clock).ExecuteAsync(customer, second, Ct))!;
        Assert.Equal((LinePlace.Beyond, true), (outlook.Place, outlook.MayLeave));

        Assert.False(await Later(world).ExecuteAsync(World.Visitor(), second, "jon@post.example", Ct));
        Assert.True(await Later(world).ExecuteAsync(customer, second, "mara@post.example", Ct));
        Assert.False(await Later(world).ExecuteAsync(customer, second, "mara@post.example", Ct));

        var noted = (await EventsAsync(world, second))[^1];
        Assert.Equal((TimelineEvent.AnswerByEmail, "mara@post.example"), (noted.Event, noted.Text));
        // It takes no place in the line, and is answered like everybody else.
        var (third, _) = await ComesAsync(world);
        Assert.Equal(LinePlace.Beyond, (await world.FindAsync(third)).Place);
        var ines = await world.HireAsync("Ines", 2);
        Assert.Equal(2, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal(ines.User, (await world.FindAsync(second)).AssigneeId);
    }

    [Fact]
    public async Task RouteQueue_RoomInTheLineAgain_LetsInWhoWasBeyondAndTellsThem()
    {
        var world = await BuildAsync(q => q with { LongestLine = 1, WhenFull = WhenFull.AskEmail });
        await ComesAsync(world);
        var (second, _) = await ComesAsync(world);
        var ines = await world.HireAsync("Ines", 4);

        Assert.Equal(2, await world.Route.ExecuteAsync(world.Queue, Ct));

        Assert.Equal(ines.User, (await world.FindAsync(second)).AssigneeId);
        Assert.Equal([TimelineEvent.LineFull, TimelineEvent.LineJoined], (await EventsAsync(world, second)).Select(e => e.Event!.Value));
    }

    [Fact]
    public async Task RouteQueue_LineFullAndOverflows_GoesOnToTheOtherQueueAndIsTold()
    {
        var other = new Queue { Id = QueueId.New(), Name = $"Q{Guid.NewGuid():N}"[..30] };
        await Get<IRoutingStore>().SaveQueueAsync(other, [], [], Ct);
        var world = await BuildAsync(q => q with { LongestLine = 1, OverflowTo = other.Id });
        await ComesAsync(world);
        var (second, _) = await ComesAsync(world);

        var moved = await world.FindAsync(second);
        Assert.Equal((other.Id, true), (moved.QueueId, moved.IsQueued));
        Assert.Equal(ConversationLineRules.GoesOn, Assert.Single(await EventsAsync(world, second)).Reason);
        Assert.Contains(await EventsAsync(world, second, publicOnly: false), e => e.Event is TimelineEvent.Transferred && e.Text == other.Name && e.Reason == ConversationLineRules.GoesOn);
    }

    [Fact]
    public async Task RouteQueue_OfferLapsesWhileTheLineIsFull_KeepsEverybodyInLine()
    {
        var world = await BuildAsync(q => q with { LongestLine = 1, WhenFull = WhenFull.Refuse, OfferTimeout = TimeSpan.FromSeconds(20) });
        var ines = await world.HireAsync("Ines", 1);
        var (first, _) = await ComesAsync(world);
        var (second, _) = await ComesAsync(world);
        Assert.Equal(ines.User, (await world.FindAsync(first)).AssigneeId);
        await world.Routing.ChoosePresenceAsync(ines.User, Presence.Offline, "", Database.Clock.GetUtcNow(), Ct);

        Database.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, await world.Expire.ExecuteAsync(Ct));

        Assert.All(new[] { await world.FindAsync(first), await world.FindAsync(second) }, c => Assert.Equal((true, LinePlace.InLine), (c.IsQueued, c.Place)));
    }

    [Fact]
    public async Task AnswerLater_PastTheQueuesLimit_IsOfferedAndNotBefore()
    {
        var world = await BuildAsync(q => q with { OfferEmailAfter = TimeSpan.FromSeconds(60) });
        var (id, customer) = await ComesAsync(world);
        var read = new ReadOutlook(world.Routing, world.Hours, Database.Clock);
        Assert.False((await read.ExecuteAsync(customer, id, Ct))!.MayLeave);

        Database.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.True((await read.ExecuteAsync(customer, id, Ct))!.MayLeave);
        Assert.True(await Later(world).ExecuteAsync(customer, id, "mara@post.example", Ct));
        Database.Clock.Advance(ReadOutlook.Freshness);
        Assert.Equal((LinePlace.ByEmail, false, 1), ((await read.ExecuteAsync(customer, id, Ct))!.Place, (await read.ExecuteAsync(customer, id, Ct))!.MayLeave, (await read.ExecuteAsync(customer, id, Ct))!.Position));
    }

    [Fact]
    public async Task ReadOutlook_WhileASurgeIsOn_OffersAnAnswerByEmailAtOnce()
    {
        var world = await BuildAsync(q => q);
        var (id, customer) = await ComesAsync(world);
        var read = new ReadOutlook(world.Routing, world.Hours, Database.Clock);
        Assert.False((await read.ExecuteAsync(customer, id, Ct))!.MayLeave);

        Assert.True(await world.Routing.SetSurgeAsync(world.Queue, 150, Database.Clock.GetUtcNow().AddMinutes(30), "Ada", Database.Clock.GetUtcNow(), Ct));
        Database.Clock.Advance(ReadOutlook.Freshness);

        Assert.True((await read.ExecuteAsync(customer, id, Ct))!.MayLeave);
        Assert.True(await Later(world).ExecuteAsync(customer, id, "mara@post.example", Ct));

        var (other, who) = await ComesAsync(world);
        Database.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.False((await read.ExecuteAsync(who, other, Ct))!.MayLeave);
        Assert.False(await Later(world).ExecuteAsync(who, other, "mara@post.example", Ct));
    }

    [Fact]
    public async Task ReadOutlook_WhatIsPressing_StandsBeforeThoseWhoCameShortlyBefore()
    {
        var world = await BuildAsync(q => q);
        var (first, mara) = await ComesAsync(world);
        var (second, jon) = await ComesAsync(world);
        var lead = new Actor(Guid.CreateVersion7(), Role.Supervisor, "Ada");
        Assert.IsType<ChangeOutcome.Done>(await new SetPriority(world.Log).ExecuteAsync(lead, second, PriorityLevel.Urgent, null, Ct));
        var read = new ReadOutlook(world.Routing, world.Hours, Database.Clock);

        Assert.Equal((2, 1), ((await read.ExecuteAsync(mara, first, Ct))!.Position, (await read.ExecuteAsync(jon, second, Ct))!.Position));

        var ines = await world.HireAsync("Ines", 1);
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal((null, ines.User), ((await world.FindAsync(first)).AssigneeId, (await world.FindAsync(second)).AssigneeId!.Value));
    }

    [Fact]
    public async Task AnswerLater_QueueThatDoesNotOfferIt_IsRefused()
    {
        var world = await BuildAsync(q => q);
        var (id, customer) = await ComesAsync(world);

        Assert.False(await Later(world).ExecuteAsync(customer, id, "mara@post.example", Ct));
    }

    [Fact]
    public async Task SaveQueue_LineRulesThatCannotHold_AreRefused()
    {
        var save = new SaveQueue(Get<IRoutingStore>(), new RecordingHub());
        Queue queue = new() { Id = QueueId.New(), Name = $"A {Guid.NewGuid():N}"[..30], LongestLine = 0, OfferEmailAfter = TimeSpan.Zero, FullTexts = [new("de", " ")] };

        var faults = Assert.IsType<SaveQueueOutcome.Invalid>(await save.ExecuteAsync(Actor.System, queue, [], [], Ct)).Faults;

        Assert.Equal([nameof(Queue.FullTexts), nameof(Queue.LongestLine), nameof(Queue.OfferEmailAfter), nameof(Queue.WhenFull)], faults.Keys.Order());
    }
}

public sealed class LineOnSqliteTests(SqliteTestDatabase database) : LineCases<SqliteTestDatabase>(database);

public sealed class LineOnPostgreSqlTests(PostgreSqlTestDatabase database) : LineCases<PostgreSqlTestDatabase>(database);

public sealed class LineOnSqlServerTests(SqlServerTestDatabase database) : LineCases<SqlServerTestDatabase>(database);
