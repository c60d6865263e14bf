using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public sealed class WhatIfTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database)
{
    private static readonly Actor Rosa = new(Guid.CreateVersion7(), Role.Supervisor, "Rosa");

    private static readonly WhatIfLoad.Generated Busy = new(PerHour: 40, Hours: 8, Handling: TimeSpan.FromMinutes(6), LogNormal: false, Patience: null);

    private PlayWhatIf Play => new(Get<IRoutingStore>(), Get<ServiceStandards>());

    private async Task<WhatIfOutcome.Played> PlayAsync(World world, WhatIfLoad load, WhatIfChange change) =>
        Assert.IsType<WhatIfOutcome.Played>(await Play.ExecuteAsync(Rosa, world.Queue, load, change, default));

    private async Task<World> TeamAsync(int agents)
    {
        var world = await new World(Database).BuildAsync();
        for (var i = 0; i < agents; i++) await world.HireAsync($"Agent {i}", 1);
        return world;
    }

    [Fact]
    public async Task NothingChanged_IsTheSameOnBothSides()
    {
        var played = await PlayAsync(await TeamAsync(5), Busy, new());
        Assert.Equal(played.AsItIs with { Agents = [] }, played.Changed with { Agents = [] });
        Assert.Equal(played.AsItIs.Agents, played.Changed.Agents);
        Assert.Equal(played.AsItIs.Cases, played.AsItIs.Given);
        Assert.InRange(played.AsItIs.Cases, 250, 400);
    }

    [Fact]
    public async Task MoreAgents_ShortenTheWaitAndAreLessBusy()
    {
        var played = await PlayAsync(await TeamAsync(5), Busy, new(MoreAgents: 2));
        Assert.Equal((5, 7), (played.AsItIs.Agents.Length, played.Changed.Agents.Length));
        Assert.True(played.Changed.Mean < played.AsItIs.Mean && played.Changed.Within > played.AsItIs.Within);
        Assert.True(played.Changed.Agents.Average(a => a.Percent) < played.AsItIs.Agents.Average(a => a.Percent));
    }

    [Fact]
    public async Task RampUp_GivesTheFirstOnesLessRoomAtFirst()
    {
        var world = await new World(Database).BuildAsync();
        for (var i = 0; i < 2; i++) await world.HireAsync($"Agent {i}", 4);
        var played = await PlayAsync(world, Busy with { Hours = 1, PerHour = 60 }, new(RampUp: TimeSpan.FromHours(2)));
        Assert.True(played.Changed.Mean > played.AsItIs.Mean);
        Assert.Equal(played.Changed.Cases, played.Changed.Given);
    }

    [Fact]
    public async Task Surge_AllTheTime_ShortensTheWait()
    {
        var world = await TeamAsync(4);
        await world.Routing.SetSurgeAsync(world.Queue, 300, Database.Clock.GetUtcNow().AddDays(900), "Ada", Database.Clock.GetUtcNow(), Ct);
        var played = await PlayAsync(world, Busy, new(Surge: 200));
        // That of today is none of what is played.
        Assert.True(played.Changed.Mean < played.AsItIs.Mean);
    }

    [Fact]
    public async Task Standard_LargerOne_CountsMoreWithinIt()
    {
        var played = await PlayAsync(await TeamAsync(5), Busy, new(Standard: TimeSpan.FromHours(2)));
        Assert.Equal(played.AsItIs.Mean, played.Changed.Mean);
        Assert.True(played.Changed.Within > played.AsItIs.Within);
    }

    [Theory]
    [InlineData("what-if-overflow", 1, null, null, null, null, null), InlineData("what-if-priority", null, 101, null, null, null, null), InlineData("what-if-standard", null, null, 0, null, null, null)]
    [InlineData("what-if-ramp", null, null, null, 500, null, null), InlineData("what-if-surge", null, null, null, null, 90, null)]
    [InlineData("what-if-keep", null, null, null, null, null, 3_601), InlineData("what-if-keep", null, null, null, null, null, -1)]
    public async Task Change_OutOfRange_IsRefused(string fault, int? overflow, int? priority, int? standard, int? ramp, int? surge, int? keep)
    {
        TimeSpan? Seconds(int? number) => number is { } s ? TimeSpan.FromSeconds(s) : null;
        var change = new WhatIfChange(OverflowAfter: Seconds(overflow), Priority: priority, Standard: Seconds(standard), RampUp: ramp is { } minutes ? TimeSpan.FromMinutes(minutes) : null, Surge: surge, KeepForKnown: Seconds(keep));
        Assert.Equal(fault, Assert.IsType<WhatIfOutcome.Invalid>(await Play.ExecuteAsync(Rosa, QueueId.New(), Busy, change, Ct)).Fault);
    }

    [Fact]
    public void Draft_WhatWasTyped_IsTheChange()
    {
        var draft = new Portal.Components.Routing.WhatIfDraft { Overflow = "90", Priority = "7", Standard = "30", Ramp = "20", Surge = "150", Keep = "45", Known = "25" };
        Assert.Equal(
            (TimeSpan.FromSeconds(90), 7, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(20), 150, TimeSpan.FromSeconds(45)),
            (draft.Change.OverflowAfter, draft.Change.Priority, draft.Change.Standard, draft.Change.RampUp, draft.Change.Surge, draft.Change.KeepForKnown));
        var load = Assert.IsType<WhatIfLoad.Generated>(draft.LoadIn(TimeZoneInfo.Utc));
        Assert.Equal((25, 0), (load.Known, load.HandedOn));
        draft.Known = "some";
        Assert.Equal(-1, Assert.IsType<WhatIfLoad.Generated>(draft.LoadIn(TimeZoneInfo.Utc)).Known);
    }

    [Fact]
    public async Task KeepForKnown_OfThoseWhoComeBack_GivesMoreToWhoeverHadThem()
    {
        var world = await TeamAsync(5);
        var played = await PlayAsync(world, Busy with { Known = 50 }, new(KeepForKnown: TimeSpan.FromMinutes(10)));

        // Four of five are busy on average: without being kept, about a tenth of all come back and find whoever had them free.
        Assert.InRange(played.AsItIs.ToKnown, played.AsItIs.Cases / 20, played.AsItIs.Cases / 4);
        Assert.True(played.Changed.ToKnown > played.AsItIs.ToKnown * 1.5 && played.Changed.Mean > played.AsItIs.Mean, $"{played.AsItIs.ToKnown} {played.Changed.ToKnown}");
        Assert.Equal((played.Changed.Cases, played.Changed.Cases), (played.AsItIs.Given, played.Changed.Given));
        Assert.Equal(0, (await PlayAsync(world, Busy, new(KeepForKnown: TimeSpan.FromMinutes(10)))).Changed.ToKnown);
        Assert.Equal("what-if-known", Assert.IsType<WhatIfOutcome.Invalid>(await Play.ExecuteAsync(Rosa, world.Queue, Busy with { Known = 101 }, new(), Ct)).Fault);
    }

    [Fact]
    public async Task PastDay_WhoComesBack_IsKnownToWhoeverHadThem()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync($"Ines {Guid.NewGuid():N}");
        var (id, customer) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        await world.Resolve.ExecuteAsync(ines, id, Ct);
        Database.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.Post.ExecuteAsync(customer, id, NewMessage.OfText(Guid.CreateVersion7(), "Once more"), Ct);
        Database.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.Start.ExecuteAsync(customer, ConversationId.New(), world.Inbox, world.Queue, NewMessage.OfText(Guid.CreateVersion7(), "Something else"), Ct);
        var now = Database.Clock.GetUtcNow();

        var past = await world.Routing.ListPastAsync([world.Queue], now.AddHours(-1), now.AddHours(1), 100, Ct);

        Assert.Equal([null, ines.User, ines.User], past.Select(p => p.Known));
    }

    [Fact]
    public async Task Impatient_SomeGiveUpAndEverybodyIsCounted()
    {
        var played = await PlayAsync(await TeamAsync(3), Busy with { Patience = TimeSpan.FromMinutes(2), LogNormal = true }, new(Capacity: 2));
        Assert.True(played.AsItIs.GaveUp > played.Changed.GaveUp);
        Assert.All([played.AsItIs, played.Changed], f => Assert.Equal(f.Cases, f.Given + f.GaveUp + f.StillWaiting));
    }

    [Fact]
    public async Task PastDay_PlaysWhatCameThen()
    {
        var world = await TeamAsync(2);
        for (var i = 0; i < 4; i++) await world.BeginAsync();
        var day = new WhatIfLoad.Day(DateOnly.FromDateTime(Database.Clock.GetUtcNow().UtcDateTime), TimeZoneInfo.Utc);

        Assert.Equal(4, (await PlayAsync(world, day, new())).AsItIs.Cases);
        Assert.IsType<WhatIfOutcome.NothingCame>(await Play.ExecuteAsync(Rosa, world.Queue, day with { Date = day.Date.AddDays(-9) }, new(), Ct));
    }

    [Fact]
    public async Task WrapUp_TakesTheSameRoomAsHandling()
    {
        var played = await PlayAsync(await TeamAsync(6), Busy, new(WrapUp: TimeSpan.FromMinutes(2)));
        var (without, with) = (played.AsItIs.Agents.Average(a => a.Percent), played.Changed.Agents.Average(a => a.Percent));
        Assert.True(played.Changed.Mean > played.AsItIs.Mean);
        // Two minutes after six on average, of the same conversations: a third more, up to the longer end of the last ones.
        Assert.InRange(with / without, 1.25, 1.4);
    }

    [Fact]
    public async Task LongestLine_TurnsAwayAsTheQueueSaysAndNobodyIsLost()
    {
        var world = await TeamAsync(3);
        foreach (var then in new[] { WhenFull.Refuse, WhenFull.AskEmail })
        {
            await ChangeAsync(world, q => q with { WhenFull = then });
            var limited = (await PlayAsync(world, Busy, new(LongestLine: 2))).Changed;
            Assert.Equal(limited.Cases, limited.Given + limited.GaveUp + limited.StillWaiting + limited.Refused);
            Assert.True(then is WhenFull.Refuse ? limited is { Refused: > 20, ByEmail: 0 } : limited is { ByEmail: > 20, Refused: 0, StillWaiting: 0 });
            // Two before somebody on three people who take six minutes each: hardly ever more than a quarter of an hour.
            if (then is WhenFull.Refuse) Assert.True(limited.NinetyNine < TimeSpan.FromMinutes(30), $"{limited.NinetyNine}");
        }
    }

    [Fact]
    public async Task ClosedQueue_GivesNothingOutBeforeItOpens()
    {
        var world = await TeamAsync(5);
        var calendar = new BusinessCalendar { Id = CalendarId.New(), Name = Guid.NewGuid().ToString("N"), TimeZone = "Europe/Berlin", Week = [.. Enum.GetValues<DayOfWeek>().Select(d => new OpenHours(d, new(9, 0), new(11, 0)))] };
        await Get<IServiceLevelStore>().SaveCalendarAsync(calendar, Ct);
        await ChangeAsync(world, q => q with { CalendarId = calendar.Id });
        await Get<ServiceStandards>().RefreshAsync(Ct);

        var closed = (await PlayAsync(world, Busy with { Hours = 4 }, new())).AsItIs;
        await ChangeAsync(world, q => q with { CalendarId = null });
        await Get<ServiceStandards>().RefreshAsync(Ct);
        var open = (await PlayAsync(world, Busy with { Hours = 4 }, new())).AsItIs;

        // Half of them come after it has closed, and wait for the next morning.
        Assert.Equal((open.Cases, open.Cases, 0), (closed.Cases, closed.Given, closed.StillWaiting));
        Assert.InRange(closed.Within, 10, open.Within * 0.7);
        Assert.InRange(closed.Ninety, TimeSpan.FromHours(20), TimeSpan.FromHours(24));
        // Busy for about sixteen hours of a day and some hours; openings of later days, for nobody, count for nothing.
        Assert.True(closed.Agents.Average(a => a.Percent) > 5, $"{closed.Agents.Average(a => a.Percent)}");
        Assert.True(open.Ninety < TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Relaxed_CountsThoseWhoGotSomebodyWithLessSkill()
    {
        var world = await TeamAsync(5);
        var skill = new Skill { Id = SkillId.New(), Name = $"Skill {Guid.NewGuid():N}"[..20] };
        await Get<IRoutingStore>().SaveSkillAsync(skill, new Dictionary<UserId, int>(), Ct);
        await ChangeAsync(world, q => q with { Needs = [new(skill.Id, 2)], Relaxation = [new(TimeSpan.FromSeconds(30), 5)] });

        var played = await PlayAsync(world, Busy, new(Relax: false));

        Assert.Equal((played.AsItIs.Cases, 0), (played.AsItIs.LessSkilled, played.Changed.Given));
        Assert.Equal(played.Changed.Cases, played.Changed.StillWaiting);
    }

    [Fact]
    public async Task HandedOn_TakesTimeAndIsCountedAmongTheTransfers()
    {
        var world = await TeamAsync(5);
        var (all, some) = ((await PlayAsync(world, Busy, new())).AsItIs, (await PlayAsync(world, Busy with { HandedOn = 30 }, new())).AsItIs);
        Assert.Equal((0, 0), (all.HandedOn, all.Transfers));
        Assert.InRange(some.HandedOn, some.Cases * 0.2, some.Cases * 0.4);
        Assert.Equal(some.HandedOn, some.Transfers);
        // Whoever hands one on has spent a part of the time that it takes.
        Assert.True(some.Agents.Average(a => a.Percent) < all.Agents.Average(a => a.Percent));
    }

    [Fact]
    public async Task Overflow_IsAnsweredByTheOtherQueuesMembers()
    {
        var world = await TeamAsync(2);
        var other = new Queue { Id = QueueId.New(), Name = $"Other {Guid.NewGuid():N}"[..20] };
        var helper = new UserId(Guid.CreateVersion7());
        await world.Routing.SaveAgentAsync(helper, "Helper", new(Chat: 8), true, Ct);
        await world.Routing.SaveQueueAsync(other, [helper], [], Ct);
        await ChangeAsync(world, q => q with { OverflowTo = other.Id, OverflowAfter = TimeSpan.FromMinutes(5) });

        var played = (await PlayAsync(world, Busy, new(OverflowAfter: TimeSpan.FromHours(12))));

        Assert.True(played.AsItIs.Overflowed > 20, $"{played.AsItIs.Overflowed}");
        Assert.Equal((played.AsItIs.Cases, played.AsItIs.Overflowed), (played.AsItIs.Given, played.AsItIs.Transfers));
        Assert.True(played.AsItIs.Ninety < TimeSpan.FromMinutes(6), $"{played.AsItIs.Ninety}");
        Assert.True(played.AsItIs.Ninety < played.Changed.Ninety);
        Assert.Equal(2, played.AsItIs.Agents.Length);
    }

    [Fact]
    public async Task PastDay_WhatWasHandedOn_IsPlayedWithTheTimeItTookThere()
    {
        var world = await TeamAsync(2);
        var ines = await world.HireAsync("Ines", 1);
        var other = new Queue { Id = QueueId.New(), Name = $"Other {Guid.NewGuid():N}"[..20] };
        await world.Routing.SaveQueueAsync(other, [ines.User], [], Ct);
        var id = (await world.BeginAsync()).Id;
        await world.Route.ExecuteAsync(world.Queue, Ct);
        var had = (await world.FindAsync(id)).AssigneeId!.Value;
        Database.Clock.Advance(TimeSpan.FromMinutes(7));
        await new TransferConversation(world.Log).ExecuteAsync(new(had.Value, Role.Agent, "Agent"), id, other.Id, other.Name, Ct);
        var now = Database.Clock.GetUtcNow();

        var past = await world.Routing.ListPastAsync([world.Queue, other.Id], now.AddHours(-1), now.AddHours(1), 100, Ct);
        Assert.Equal([(world.Queue, TimeSpan.FromMinutes(7), true, false), (other.Id, null, false, true)], past.Select(p => (p.Queue, p.Handling, p.HandedOn, p.ByColleague)));

        var day = new WhatIfLoad.Day(DateOnly.FromDateTime(now.UtcDateTime), TimeZoneInfo.Utc);
        Assert.Equal((1, 1), ((await PlayAsync(world, day, new())).AsItIs.Cases, (await PlayAsync(world, day, new())).AsItIs.HandedOn));
    }

    private async Task ChangeAsync(World world, Func<Queue, Queue> change)
    {
        var members = (await world.Routing.ListMembersOfAsync(world.Queue, Ct)).Select(a => a.Id).ToList();
        await world.Routing.SaveQueueAsync(change((await world.Routing.FindQueueAsync(world.Queue, Ct))!), members, [], Ct);
    }

    [Fact]
    public async Task Agent_MayNot() => Assert.IsType<WhatIfOutcome.NotAllowed>(
        await Play.ExecuteAsync(new(Guid.CreateVersion7(), Role.Agent, "Ines"), QueueId.New(), Busy, new(), Ct));
}
