using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.ServiceLevels;

/// <summary>Alarms through the real log and store on every engine: what is due is raised once, and does what the policy says.</summary>
public abstract class AlarmCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private IServiceLevelStore Store => Get<IServiceLevelStore>();

    private DateTimeOffset Now => Database.Clock.GetUtcNow();

    [Fact]
    public async Task Alarms_AWarningThenABreach_ActOnceEachHoweverManyNodesAsk()
    {
        var (world, expert) = await PromiseAsync(AlarmActions.Notify | AlarmActions.Escalate | AlarmActions.RaisePriority);
        var agent = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        await world.Assign.ExecuteAsync(agent, id, agent.User, agent.Name, CapacityClaim.ByHand, "taken", null, Ct);
        Assert.Equal(Now.AddMinutes(10), (await world.FindAsync(id)).AnswerDueAt);

        Database.Clock.Advance(TimeSpan.FromMinutes(8));
        await RaiseEverywhereAsync();
        Assert.Equal([TimelineEvent.DueSoon], await EventsAsync(world, id));
        Assert.Equal(agent.User, (await world.FindAsync(id)).AssigneeId);

        Database.Clock.Advance(TimeSpan.FromMinutes(2));
        await RaiseEverywhereAsync();
        await RaiseEverywhereAsync();
        Assert.Equal([TimelineEvent.DueSoon, TimelineEvent.Overdue, TimelineEvent.Prioritised, TimelineEvent.Transferred], await EventsAsync(world, id));
        var after = await world.FindAsync(id);
        Assert.Equal((expert, PriorityLevel.High, (UserId?)null), (after.QueueId, after.Level, after.AssigneeId));
        Assert.Single(Database.Hub.Facts.OfType<ConversationEscalated>(), e => e.Conversation == id && e.To == expert);
        Assert.Single(Database.Hub.Facts.OfType<ServiceLevelAlarm>(), e => e.Conversation == id && e.Topic == Topic.Alarms && e.Alarm.IsBreach);
        Assert.Single(Database.Hub.Facts.OfType<ServiceLevelAlarm>(), e => e.Conversation == id && e.Topic == Topic.User(agent.User) && e.Alarm.IsBreach);
        Assert.DoesNotContain((id, expert), await Store.ListDueAlarmsAsync(Now.AddDays(1), 1000, Ct));
    }

    [Fact]
    public async Task Alarms_Reassign_PutsItBackForSomebodyElse()
    {
        var (world, _) = await PromiseAsync(AlarmActions.Reassign);
        var agent = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        await world.Assign.ExecuteAsync(agent, id, agent.User, agent.Name, CapacityClaim.ByHand, "taken", null, Ct);

        Database.Clock.Advance(TimeSpan.FromMinutes(11));
        await RaiseEverywhereAsync();

        var after = await world.FindAsync(id);
        Assert.True(after.IsQueued);
        Assert.Contains(agent.User, after.PassedOver);
    }

    [Fact]
    public async Task Alarms_AnsweredInTime_NeverCome()
    {
        var (world, _) = await PromiseAsync(AlarmActions.Escalate);
        var agent = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        await world.Post.ExecuteAsync(agent, id, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), Ct);

        Database.Clock.Advance(TimeSpan.FromHours(2));
        await RaiseEverywhereAsync();

        var after = await world.FindAsync(id);
        Assert.Equal((null, null, ServiceMarks.FirstMeasured), (after.AnswerDueAt, after.AlarmAt, after.Marks));
        Assert.Equal(world.Queue, after.QueueId);
    }

    [Fact]
    public async Task Standards_Changed_SetTheClocksOfOpenConversationsOnceAndKeepWhatWasUsedUp()
    {
        var (world, _) = await PromiseAsync(AlarmActions.Notify);
        var (id, _) = await world.BeginAsync();
        var due = (await world.FindAsync(id)).AnswerDueAt;
        var policy = (await Store.ReadAsync(Ct)).Queues.Single(q => q.Queue == world.Queue).PolicyId;
        var stored = (await Store.ReadAsync(Ct)).Policies.Single(p => p.Id == policy);
        await Store.SavePolicyAsync(stored with { Targets = [new(PriorityLevel.Normal, TimeSpan.FromMinutes(30))] }, Ct);

        await Apply.ExecuteAsync(Ct);

        var after = await world.FindAsync(id);
        Assert.Equal(due!.Value.AddMinutes(20), after.AnswerDueAt);
        Assert.Equal(0, await Apply.ExecuteAsync(Ct));
        Assert.Equal(after.Version, (await world.FindAsync(id)).Version);
    }

    [Fact]
    public async Task Store_CalendarsAndPolicies_ComeBackAsTheyWereSaved()
    {
        var calendar = CalendarRulesTests.Weekdays("Europe/Berlin", 9, 18) with { Name = $"Berlin {Guid.NewGuid():N}", Holidays = [new(new(2026, 12, 24), "Heiligabend", new(9, 0), new(12, 0))] };
        var policy = StandardRules.Suggested(PolicyId.New()) with { Name = $"Gold {Guid.NewGuid():N}", WarnAtPercent = null };
        await Store.SaveCalendarAsync(calendar, Ct);
        await Store.SavePolicyAsync(policy, Ct);
        var queue = new Queue { Id = QueueId.New(), Name = Guid.NewGuid().ToString("N"), CalendarId = calendar.Id, PolicyId = policy.Id };
        await Get<IRoutingStore>().SaveQueueAsync(queue, [], [], Ct);

        var read = await Store.ReadAsync(Ct);

        var terms = read.Of(queue.Id)!;
        Assert.Equal(calendar.Week.AsEnumerable(), terms.Calendar!.Week);
        Assert.Equal(calendar.Holidays.AsEnumerable(), terms.Calendar.Holidays);
        Assert.Equal(policy.Targets.AsEnumerable(), terms.Policy!.Targets);
        Assert.False(await Store.DeleteCalendarAsync(calendar.Id, Ct));
        Assert.False(await Store.DeletePolicyAsync(policy.Id, Ct));
        await Get<IRoutingStore>().SaveQueueAsync(queue with { CalendarId = null, PolicyId = null }, [], [], Ct);
        Assert.True(await Store.DeleteCalendarAsync(calendar.Id, Ct));
        Assert.True(await Store.DeletePolicyAsync(policy.Id, Ct));
    }

    [Fact]
    public async Task Apply_ACalendarThatIsOpenMore_KeepsWhatWasUsedUpByTheOldOne()
    {
        var (world, _) = await PromiseAsync(AlarmActions.Notify);
        var opens = new DateTimeOffset(Now.UtcDateTime.Date.AddDays(1).AddHours(8), TimeSpan.Zero);
        var calendar = new BusinessCalendar { Id = CalendarId.New(), Name = Guid.NewGuid().ToString("N"), Week = [new(opens.DayOfWeek, new(8, 0), new(17, 0))] };
        await Store.SaveCalendarAsync(calendar, Ct);
        await Get<IRoutingStore>().SaveQueueAsync((await Get<IRoutingStore>().FindQueueAsync(world.Queue, Ct))! with { CalendarId = calendar.Id }, [], [], Ct);
        var apply = Apply;
        await apply.ExecuteAsync(Ct);
        var (id, _) = await world.BeginAsync();
        Assert.Equal(opens.AddMinutes(10), (await world.FindAsync(id)).AnswerDueAt);

        Database.Clock.Advance(TimeSpan.FromHours(2));
        await Store.SaveCalendarAsync(calendar with { Week = [.. Enum.GetValues<DayOfWeek>().Select(d => new OpenHours(d, TimeOnly.MinValue, TimeOnly.MinValue))] }, Ct);
        Assert.True(await apply.ExecuteAsync(Ct) > 0);

        Assert.Equal(Now.AddMinutes(10), (await world.FindAsync(id)).AnswerDueAt);
        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await apply.ExecuteAsync(Ct));
        // Another node, which had not heard of it: nothing is counted twice.
        await Apply.ExecuteAsync(Ct);
        Assert.Equal(Now.AddMinutes(9), (await world.FindAsync(id)).AnswerDueAt);
    }

    [Fact]
    public async Task Clock_ReadAnewAfterARestart_GoesOnFromItsColumns()
    {
        var (world, _) = await PromiseAsync(AlarmActions.Notify);
        var (id, _) = await world.BeginAsync();
        var began = Now;
        Database.Clock.Advance(TimeSpan.FromMinutes(4));
        // A node that has kept nothing: its own copy of what is promised, and a log that has seen nobody.
        using var standards = new ServiceStandards(Store);
        await standards.RefreshAsync(Ct);
        await using var log = Database.NewLog(standards);

        await log.WriteAsync(new(id, (c, now) => ConversationRules.Snooze(c, new(Guid.CreateVersion7(), Role.Supervisor, "Rosa"), now.AddHours(1), TimeSpan.FromDays(9), now)), Ct);
        Assert.Equal((null, TimeSpan.FromMinutes(4)), ((await world.FindAsync(id)).AnswerDueAt, (await world.FindAsync(id)).AnswerSpent));
        Database.Clock.Advance(TimeSpan.FromHours(1));
        await world.Log.WriteAsync(new(id, (c, now) => ConversationRules.Wake(c, Actor.System, now)), Ct);

        Assert.Equal(began.AddMinutes(4).AddHours(1).AddMinutes(6), (await world.FindAsync(id)).AnswerDueAt);
    }

    private ApplyStandards Apply => new(Get<IConversationLog>(), Store, Get<ServiceStandards>());

    /// <summary>Three nodes at once.</summary>
    private Task RaiseEverywhereAsync() => Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
        new RaiseAlarms(Get<IConversationLog>(), Store, Get<ServiceStandards>(), Database.Hub, Database.Clock).ExecuteAsync(Ct)));

    private async Task<(World World, QueueId Expert)> PromiseAsync(AlarmActions onBreach)
    {
        var world = await new World(Database).BuildAsync();
        var expert = new Queue { Id = QueueId.New(), Name = Guid.NewGuid().ToString("N") };
        await Get<IRoutingStore>().SaveQueueAsync(expert, [], [], Ct);
        var policy = new ServicePolicy { Id = PolicyId.New(), Name = Guid.NewGuid().ToString("N"), Targets = [new(PriorityLevel.Normal, TimeSpan.FromMinutes(10))], OnBreach = onBreach, EscalateTo = expert.Id };
        await Store.SavePolicyAsync(policy, Ct);
        var queue = (await Get<IRoutingStore>().FindQueueAsync(world.Queue, Ct))!;
        await Get<IRoutingStore>().SaveQueueAsync(queue with { PolicyId = policy.Id }, [], [], Ct);
        await Get<ServiceStandards>().RefreshAsync(Ct);
        return (world, expert.Id);
    }

    private async Task<IEnumerable<TimelineEvent>> EventsAsync(World world, ConversationId id) =>
        (await world.Conversations.ReadAfterAsync(id, false, 0, 100, Ct)).Select(e => e.Event).OfType<TimelineEvent>()
            .Where(e => e is TimelineEvent.DueSoon or TimelineEvent.Overdue or TimelineEvent.Prioritised or TimelineEvent.Transferred);
}

public sealed class AlarmsOnSqliteTests(SqliteTestDatabase database) : AlarmCases<SqliteTestDatabase>(database);

public sealed class AlarmsOnPostgreSqlTests(PostgreSqlTestDatabase database) : AlarmCases<PostgreSqlTestDatabase>(database);

public sealed class AlarmsOnSqlServerTests(SqlServerTestDatabase database) : AlarmCases<SqlServerTestDatabase>(database);
