using CsCheck;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public sealed class QueueHoursRulesTests
{
    private static readonly BusinessCalendar Office = new() { Id = CalendarId.New(), Name = "Office", Week = [.. Enum.GetValues<DayOfWeek>().Select(d => new OpenHours(d, new(9, 0), new(17, 0)))] };

    [Fact]
    public void ClosedUntil_AnyMoment_IsTheNextOpeningAndNeverWhileOpen() => Gen.Int[0, 14 * 24 * 60].Sample(minutes =>
    {
        var now = RoutingFacts.Now.AddMinutes(minutes);
        var open = now.Hour is >= 9 and < 17;
        var until = QueueHours.ClosedUntil(Office, now);
        Assert.Equal(open, until is null);
        if (until is not { } at) return;
        Assert.True(at > now && at - now <= TimeSpan.FromHours(16));
        Assert.Null(QueueHours.ClosedUntil(Office, at));
    }, iter: 2_000);

    [Fact]
    public void ClosedUntil_NeverOpen_IsNotKnown() =>
        Assert.Equal(DateTimeOffset.MaxValue, QueueHours.ClosedUntil(Office with { Week = [] }, RoutingFacts.Now));

    [Fact]
    public void Decide_ClosedQueue_OffersNobodyAndComesBackWhenItOpens() => RoutingFacts.Case.Sample(c =>
    {
        var opens = RoutingFacts.Now.AddHours(3);
        var decision = RoutingRules.Decide(c.Queue with { ClosedUntil = opens }, c.Seats, c.Waiting, RoutingFacts.Now);
        Assert.Null(decision.AgentId);
        if (c.Seats.Length > 0) Assert.Equal(WaitReasons.QueueClosed, decision.Reason);
        Assert.True(decision.LookAgainAt <= opens);
        Assert.All(decision.Candidates, x => Assert.True(x.Verdict is Verdict.Closed or Verdict.NoAccess));
    }, iter: 1_000);
}

public abstract class QueueHoursCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    [Fact]
    public async Task ExpireOffers_QueueThatClosedMeanwhile_LeavesTheOfferWithItsHolder()
    {
        var world = await new World(Database).BuildAsync();
        var (ines, tomas) = (await world.HireAsync("Ines"), await world.HireAsync("Tomás"));
        var (id, _) = await world.BeginAsync();
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        var holder = (await world.FindAsync(id)).AssigneeId;
        // No hours at all: closed from now on.
        var calendar = new BusinessCalendar { Id = CalendarId.New(), Name = Guid.NewGuid().ToString("N"), Week = [] };
        await Get<IServiceLevelStore>().SaveCalendarAsync(calendar, Ct);
        var queue = (await world.Routing.FindQueueAsync(world.Queue, Ct))!;
        await world.Routing.SaveQueueAsync(queue with { CalendarId = calendar.Id }, [ines.User, tomas.User], [], Ct);
        await Get<ServiceStandards>().RefreshAsync(Ct);
        Database.Clock.Advance(queue.OfferTimeout);

        Assert.Equal(0, await world.Expire.ExecuteAsync(Ct));

        var kept = await world.FindAsync(id);
        Assert.Equal((holder, null), (kept.AssigneeId, kept.QueuedAt));
        Assert.True(kept.OfferExpiresAt > Database.Clock.GetUtcNow());
        // Open again, the colleague gets it.
        await world.Routing.SaveQueueAsync(queue with { CalendarId = null }, [ines.User, tomas.User], [], Ct);
        await Get<ServiceStandards>().RefreshAsync(Ct);
        Database.Clock.Advance(queue.OfferTimeout);
        Assert.Equal(1, await world.Expire.ExecuteAsync(Ct));
        Assert.NotEqual(holder, (await world.FindAsync(id)).AssigneeId);
    }

    [Fact]
    public async Task RouteQueue_Closed_OffersWhenItOpensAndTellsTheCustomerWhen()
    {
        var world = await new World(Database).BuildAsync();
        var now = Database.Clock.GetUtcNow();
        var opens = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.Hour + 2), TimeSpan.Zero);
        var calendar = new BusinessCalendar { Id = CalendarId.New(), Name = Guid.NewGuid().ToString("N"), Week = [new(opens.DayOfWeek, TimeOnly.FromDateTime(opens.DateTime), TimeOnly.MinValue)] };
        await Get<IServiceLevelStore>().SaveCalendarAsync(calendar, Ct);
        var ines = await world.HireAsync("Ines");
        var members = (await world.Routing.ListMembersOfAsync(world.Queue, Ct)).Select(a => a.Id).ToList();
        await world.Routing.SaveQueueAsync((await world.Routing.FindQueueAsync(world.Queue, Ct))! with { CalendarId = calendar.Id }, members, [], Ct);
        await Get<ServiceStandards>().RefreshAsync(Ct);
        var (id, customer) = await world.BeginAsync();

        var pass = await world.Route.ExecuteAsync([world.Queue], Ct);

        Assert.Equal((0, opens), (pass.Assigned, pass.LookAgainAt));
        var why = (await new ExplainRouting(world.Routing, world.Hours, Database.Clock).ExecuteAsync(ines, id, Ct))!.Now!;
        Assert.Equal((WaitReasons.QueueClosed, Verdict.Closed), (why.Reason, Assert.Single(why.Candidates).Verdict));
        Assert.Equal(WaitReasons.QueueClosed, (await world.Routing.ListDecisionsAsync(id, 1, Ct))[0].Reason);
        Assert.Equal(opens, (await new ReadOutlook(world.Routing, world.Hours, Database.Clock).ExecuteAsync(customer, id, Ct))!.OpensAt);

        Database.Clock.Advance(opens - now);
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal(ines.User, (await world.FindAsync(id)).AssigneeId);
        // Others of the same database must not find it closed.
        await world.Routing.SaveQueueAsync((await world.Routing.FindQueueAsync(world.Queue, Ct))! with { CalendarId = null }, members, [], Ct);
        await Get<IServiceLevelStore>().DeleteCalendarAsync(calendar.Id, Ct);
        await Get<ServiceStandards>().RefreshAsync(Ct);
    }
}

public sealed class QueueHoursOnSqliteTests(SqliteTestDatabase database) : QueueHoursCases<SqliteTestDatabase>(database);

public sealed class QueueHoursOnPostgreSqlTests(PostgreSqlTestDatabase database) : QueueHoursCases<PostgreSqlTestDatabase>(database);

public sealed class QueueHoursOnSqlServerTests(SqlServerTestDatabase database) : QueueHoursCases<SqlServerTestDatabase>(database);
