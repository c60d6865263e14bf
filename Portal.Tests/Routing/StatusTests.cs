using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public sealed class StatusRulesTests
{
    [Fact]
    public void Faults_NamesAndTimesThatCannotBe_AreSaidByField()
    {
        var settings = StatusRules.Clean(new() { Statuses = [new(" Lunch ", Presence.Away), new("lunch", Presence.Busy), new("  ", Presence.Away), new("Here", Presence.Available)], IdleAfter = TimeSpan.FromSeconds(5) });

        Assert.Equal(
            [("IdleAfter", "idle-range"), ("Statuses[1]", "status-name-taken"), ("Statuses[2]", "status-name-missing"), ("Statuses[3]", "status-effect")],
            StatusRules.Faults(settings).Select(f => (f.Key, f.Value)).Order());
        Assert.Equal("Lunch", settings.Statuses[0].Name);
    }

    [Fact]
    public void IsIdle_AnyAgent_OnlyWhenTheyCouldBeOfferedSomethingAndDidNothing() => Gen.Select(Gen.Int[0, 4], Gen.Int[0, 120]).Sample((presence, minutes) =>
    {
        var agent = new Agent { Id = new(Guid.NewGuid()), Name = "Ines", Presence = (Presence)presence, LastActedAt = RoutingFacts.Now.AddMinutes(-minutes) };
        Assert.Equal(agent.Presence is Presence.Available or Presence.TransfersOnly && minutes > 30, StatusRules.IsIdle(agent, TimeSpan.FromMinutes(30), RoutingFacts.Now));
        Assert.False(StatusRules.IsIdle(agent with { LastActedAt = null }, TimeSpan.FromMinutes(30), RoutingFacts.Now));
    });
}

public abstract class StatusCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private static readonly Actor Admin = new(Guid.CreateVersion7(), Role.Admin, "Rosa");

    private SetPresence Set(World world) => new(world.Routing, Database.Hub, Database.Clock);

    private RefreshPresence Refresh(World world) => new(world.Routing, Database.Hub, Database.Clock, Microsoft.Extensions.Options.Options.Create(new RoutingOptions()), NullLogger<RefreshPresence>.Instance);

    [Fact]
    public async Task Status_OfTheCompanysOwn_DoesWhatItSaysAndIsKept()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines");
        var save = new SaveRoutingSettings(world.Routing, Database.Hub);
        RoutingSettings settings = new() { Statuses = [new("Lunch", Presence.Away), new("Training", Presence.TransfersOnly)] };
        Assert.IsType<SaveRoutingSettingsOutcome.NotAllowed>(await save.ExecuteAsync(ines, settings, Ct));
        Assert.IsType<SaveRoutingSettingsOutcome.Saved>(await save.ExecuteAsync(Admin, settings, Ct));
        await world.BeginAsync();

        var agent = (await Set(world).ExecuteAsync(ines, "Lunch", Ct))!;

        Assert.Equal((Presence.Away, Presence.Away, "Lunch"), (agent.Presence, agent.ChosenPresence, agent.StatusReason));
        Assert.Equal(0, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal(Presence.TransfersOnly, (await Set(world).ExecuteAsync(ines, "Training", Ct))!.Presence);
        Assert.Null(await Set(world).ExecuteAsync(ines, "Nap", Ct));
        Assert.Equal("", (await Set(world).ExecuteAsync(ines, Presence.Available, Ct))!.StatusReason);
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        var kept = (await world.Routing.ListPresenceChangesAsync(500, Ct)).Where(c => c.UserId == ines.User).ToList();
        Assert.Equal(["", "", "Lunch", "Training"], kept.Select(c => c.Reason).Order());
        Assert.DoesNotContain(kept, c => c.ByItself);
    }

    [Fact]
    public async Task Idle_AfterTheTimeThatWasSet_IsAwayOnceUntilTheyComeBack()
    {
        var world = await new World(Database).BuildAsync();
        var (ines, tomas) = (await world.HireAsync("Ines"), await world.HireAsync("Tomás"));
        await new SaveRoutingSettings(world.Routing, Database.Hub).ExecuteAsync(Admin, new() { IdleAfter = TimeSpan.FromMinutes(10) }, Ct);
        Database.Clock.Advance(TimeSpan.FromMinutes(9));
        await Refresh(world).SeenAsync([ines.User, tomas.User], [tomas.User], Ct);
        Database.Clock.Advance(TimeSpan.FromMinutes(2));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Refresh(world).IdleAsync(Ct)));

        var idle = await world.FindAgentAsync(ines);
        Assert.Equal((Presence.Away, Presence.Available, Database.Clock.GetUtcNow()), (idle.Presence, idle.ChosenPresence, idle.IdleSince!.Value));
        Assert.Equal(Presence.Available, (await world.FindAgentAsync(tomas)).Presence);
        Assert.Single(await world.Routing.ListPresenceChangesAsync(500, Ct), c => c.UserId == ines.User && c.ByItself);
        // A sign of life alone brings nobody back: they say so.
        await Refresh(world).SeenAsync([ines.User], [ines.User], Ct);
        Assert.Equal(Presence.Away, (await world.FindAgentAsync(ines)).Presence);
        var back = (await Set(world).ExecuteAsync(ines, Presence.Available, Ct))!;
        Assert.Equal((Presence.Available, null), (back.Presence, back.IdleSince));
        await Refresh(world).IdleAsync(Ct);
        Assert.Equal(Presence.Available, (await world.FindAgentAsync(ines)).Presence);
        await world.Routing.SaveSettingsAsync(new(), Ct);
    }

    [Fact]
    public async Task Absence_AndComingBack_AreEachKeptOnceAsChangesThatCameByThemselves()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines", presence: Presence.TransfersOnly);
        Database.Clock.Advance(TimeSpan.FromMinutes(5));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Refresh(world).ExpireAsync(Ct)));
        var left = Database.Clock.GetUtcNow();
        Assert.Equal(Presence.Offline, (await world.FindAgentAsync(ines)).Presence);
        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await Refresh(world).SeenAsync([ines.User], [ines.User], Ct);
        await Refresh(world).SeenAsync([ines.User], [ines.User], Ct);

        Assert.Equal(
            [(Presence.Offline, left), (Presence.TransfersOnly, Database.Clock.GetUtcNow())],
            (await world.Routing.ListPresenceChangesAsync(500, Ct)).Where(c => c.UserId == ines.User && c.ByItself).OrderBy(c => c.At).Select(c => (c.Presence, c.At)));
    }

    [Fact]
    public async Task Forget_ChangesOlderThanTheyAreKept_AreGoneAndYoungerOnesStay()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines");
        Database.Clock.Advance(TimeSpan.FromDays(89));
        await Set(world).ExecuteAsync(ines, Presence.Away, Ct);
        await Refresh(world).ForgetAsync(Ct);
        Assert.Equal(2, (await world.Routing.ListPresenceChangesAsync(500, Ct)).Count(c => c.UserId == ines.User));
        Database.Clock.Advance(TimeSpan.FromDays(2));

        Assert.True(await Refresh(world).ForgetAsync(Ct) >= 1);

        Assert.Equal(Presence.Away, Assert.Single(await world.Routing.ListPresenceChangesAsync(500, Ct), c => c.UserId == ines.User).Presence);
        Assert.Equal(0, await Refresh(world).ForgetAsync(Ct));
    }
}

public sealed class StatusOnSqliteTests(SqliteTestDatabase database) : StatusCases<SqliteTestDatabase>(database);

public sealed class StatusOnPostgreSqlTests(PostgreSqlTestDatabase database) : StatusCases<PostgreSqlTestDatabase>(database);

public sealed class StatusOnSqlServerTests(SqlServerTestDatabase database) : StatusCases<SqlServerTestDatabase>(database);
