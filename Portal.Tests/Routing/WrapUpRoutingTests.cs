using CsCheck;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

public abstract class WrapUpRoutingCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    [Fact]
    public async Task Resolve_WhileSomebodyWaits_TheyGetItWhenTheWrapUpEnds()
    {
        var (world, ines, first) = await BuildAsync();
        var (second, _) = await world.BeginAsync();
        await world.Resolve.ExecuteAsync(ines, first, Ct);

        Assert.Equal(0, await world.Route.ExecuteAsync(world.Queue, Ct));
        var candidate = Assert.Single((await new ExplainRouting(world.Routing, world.Hours, Database.Clock).ExecuteAsync(ines, second, Ct))!.Now!.Candidates);
        Assert.Equal((Verdict.WrappingUp, Database.Clock.GetUtcNow().AddSeconds(90)), (candidate.Verdict, candidate.FreeAt!.Value));
        Assert.Equal(WaitReasons.WrapUpEnds, (await world.Routing.ListDecisionsAsync(second, 1, Ct))[0].Reason);
        Assert.Equal((1, 2), await LoadOf(world, ines));
        Assert.DoesNotContain(ines.User, await world.Routing.CorrectLoadsAsync(Ct));
        Assert.Equal([first], (await world.Conversations.ListWrapUpsAsync(ines.User, 20, Ct)).Select(r => r.Conversation.Id));

        Assert.IsType<ChangeOutcome.Done>(await world.WrapUp.ExecuteAsync(ines, first, Ct));
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal((1, 2), await LoadOf(world, ines));
    }

    [Fact]
    public async Task WrapUp_WhoseLimitPasses_EndsByItselfOnce()
    {
        var (world, ines, first) = await BuildAsync();
        await world.Resolve.ExecuteAsync(ines, first, Ct);
        Database.Clock.Advance(TimeSpan.FromSeconds(89));
        await world.WrapUp.LapseAsync(Ct);
        Assert.Equal((1, 2), await LoadOf(world, ines));

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.WrapUp.LapseAsync(Ct)));

        Assert.Equal(1, ended.Sum());
        Assert.Equal((0, 0), await LoadOf(world, ines));
        Assert.Null((await world.FindAsync(first)).WrapUpUntil);
        Assert.DoesNotContain(ines.User, await world.Routing.CorrectLoadsAsync(Ct));
    }

    [Fact]
    public async Task WrapUp_WhoseCustomerComesBack_EndsAndWaitsForAnybody()
    {
        var (world, ines, first) = await BuildAsync();
        await world.Resolve.ExecuteAsync(ines, first, Ct);

        await world.Post.ExecuteAsync(Actor.Of((await world.FindAsync(first)).CustomerId, "Mara"), first, NewMessage.OfText(Guid.CreateVersion7(), "One more thing"), Ct);

        Assert.Equal((0, 0), await LoadOf(world, ines));
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal((ines.User, (DateTimeOffset?)null), ((await world.FindAsync(first)).AssigneeId!.Value, (await world.FindAsync(first)).WrapUpUntil));
    }

    [Fact]
    public async Task Load_OfAWrapUpThatWasCountedWrong_IsCorrected()
    {
        var (world, ines, first) = await BuildAsync();
        await world.Resolve.ExecuteAsync(ines, first, Ct);
        await using (var db = Database.Open())
        {
            var agent = db.Agents.Single(a => a.Id == ines.User);
            db.Entry(agent).ComplexProperty(a => a.Load).CurrentValue = new(Chat: 3);
            await db.SaveChangesAsync(Ct);
        }

        Assert.Contains(ines.User, await world.Routing.CorrectLoadsAsync(Ct));
        Assert.Equal((1, 2), await LoadOf(world, ines));
    }

    private async Task<(World World, Actor Ines, ConversationId First)> BuildAsync()
    {
        Database.Clock.Advance(TimeSpan.FromHours(1));
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines", 1);
        await world.Routing.SaveQueueAsync((await world.Routing.FindQueueAsync(world.Queue, Ct))! with { WrapUp = TimeSpan.FromSeconds(90) }, [ines.User], [], Ct);
        var (first, _) = await world.BeginAsync();
        Assert.Equal(1, await world.Route.ExecuteAsync(world.Queue, Ct));
        return (world, ines, first);
    }

    private static async Task<(int Load, int Used)> LoadOf(World world, Actor who)
    {
        var agent = (await world.Routing.FindAgentAsync(who.User, Ct))!;
        return (agent.Load.Chat, agent.Used.Chat);
    }
}

public sealed class WrapUpRoutingOnSqliteTests(SqliteTestDatabase database) : WrapUpRoutingCases<SqliteTestDatabase>(database);

public sealed class WrapUpRoutingOnPostgreSqlTests(PostgreSqlTestDatabase database) : WrapUpRoutingCases<PostgreSqlTestDatabase>(database);

public sealed class WrapUpRoutingOnSqlServerTests(SqlServerTestDatabase database) : WrapUpRoutingCases<SqlServerTestDatabase>(database);

public sealed class WrapUpVerdictTests
{
    [Fact]
    public void Judge_SomebodyFullBecauseOfWrapUps_IsWrappingUpExactlyWhenTheirEndGivesRoom() => Gen.Select(RoutingFacts.Case, Gen.Int[1, 6].Array[0, 3]).Sample((c, units) =>
    {
        var ask = RoutingAsk.Of(c.Queue, c.Waiting, RoutingFacts.Now);
        var wrapUps = units.Select((u, i) => new WrapUp(ask.Channel, u, RoutingFacts.Now.AddSeconds(10 * (i + 1)))).ToArray();
        foreach (var seat in c.Seats)
        {
            var busy = seat with { Agent = seat.Agent with { Used = seat.Agent.Used.Plus(ask.Channel, units.Sum()), WrapUps = [.. wrapUps] } };
            var (free, now) = (RoutingRules.Judge(seat, ask), RoutingRules.Judge(busy, ask));

            if (now is Verdict.WrappingUp) Assert.True(free is Verdict.Outranked or Verdict.NotYet);
            if (now is Verdict.Full) Assert.Equal(Verdict.Full, free);
            if (now is not (Verdict.WrappingUp or Verdict.Full)) Assert.Equal(free, now);
        }
    });

    [Fact]
    public void RoomAt_SeveralWrapUps_IsWhenEnoughOfThemHaveEnded()
    {
        var agent = new Agent { Id = new(Guid.CreateVersion7()), Name = "Ines", Capacity = new(Chat: 2), Used = new(Chat: 4), WrapUps = [new(ChannelKind.Chat, 1, At(10)!.Value), new(ChannelKind.Chat, 2, At(20)!.Value)] };

        Assert.Equal((At(10), At(20), null), (WrapUpRules.RoomAt(agent, ChannelKind.Chat, 1, 100), WrapUpRules.RoomAt(agent, ChannelKind.Chat, 3, 100), WrapUpRules.RoomAt(agent, ChannelKind.Chat, 4, 100)));

        static DateTimeOffset? At(int seconds) => RoutingFacts.Now.AddSeconds(seconds);
    }
}
