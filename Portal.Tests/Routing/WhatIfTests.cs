using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public sealed class WhatIfTests(SqliteTestDatabase database) : StoreTests<SqliteTestDatabase>(database)
{
    private static readonly Actor Rosa = new(Guid.CreateVersion7(), Role.Supervisor, "Rosa");

    private static readonly WhatIfLoad.Generated Busy = new(PerHour: 40, Hours: 8, Handling: TimeSpan.FromMinutes(6), LogNormal: false, Patience: null);

    private static async Task<WhatIfOutcome.Played> PlayAsync(World world, WhatIfLoad load, WhatIfChange change) =>
        Assert.IsType<WhatIfOutcome.Played>(await new PlayWhatIf(world.Routing).ExecuteAsync(Rosa, world.Queue, load, change, default));

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
        Assert.IsType<WhatIfOutcome.NothingCame>(await new PlayWhatIf(world.Routing).ExecuteAsync(Rosa, world.Queue, day with { Date = day.Date.AddDays(-9) }, new(), Ct));
    }

    [Fact]
    public async Task Agent_MayNot() => Assert.IsType<WhatIfOutcome.NotAllowed>(
        await new PlayWhatIf(Get<IRoutingStore>()).ExecuteAsync(new(Guid.CreateVersion7(), Role.Agent, "Ines"), QueueId.New(), Busy, new(), Ct));
}
