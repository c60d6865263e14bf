using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Routing;

/// <summary>Agents have units of capacity for each kind of channel, and nothing of one kind takes from another.</summary>
public abstract class ChannelCapacityCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    [Fact]
    public async Task Claim_ManyOfEachKindAtOnce_NeverExceedsTheCapacityForThatKind()
    {
        var (world, ines) = await BuildAsync(new(Chat: 1, Email: 3, Api: 2));
        var begun = new List<(ChannelKind Kind, ConversationId Id)>();
        foreach (var kind in PerChannel.Kinds)
        {
            for (var i = 0; i < 5; i++) begun.Add((kind, (await world.BeginAsync(channel: kind)).Id));
        }

        var outcomes = await Task.WhenAll(begun.OrderBy(b => b.Id.Value.GetHashCode()).Select(async b =>
            (b.Kind, Outcome: await world.Assign.ExecuteAsync(Actor.System, b.Id, ines.User, ines.Name, CapacityClaim.Routed, "only-one-available", null, Ct))));

        var given = outcomes.Where(o => o.Outcome is ChangeOutcome.Done).CountBy(o => o.Kind).ToDictionary();
        Assert.Equal((1, 3, 0, 2), (given[ChannelKind.Chat], given[ChannelKind.Email], given.GetValueOrDefault(ChannelKind.Sms), given[ChannelKind.Api]));
        var agent = await world.FindAgentAsync(ines);
        Assert.Equal((new(1, 3, 0, 2), new PerChannel(2, 6, 0, 4)), (agent.Load, agent.Used));
        Assert.All(outcomes.Where(o => o.Outcome is not ChangeOutcome.Done), o => Assert.Equal(Refusal.AgentUnavailable, Assert.IsType<ChangeOutcome.Refused>(o.Outcome).Reason));
    }

    [Fact]
    public async Task Route_ChatsInFrontThatNobodyHasRoomFor_StillGivesOutTheEmailFarBehindThem()
    {
        var (world, ines) = await BuildAsync(new(Chat: 1, Email: 1));
        for (var i = 0; i < 60; i++)
        {
            await world.BeginAsync();
            Database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var email = (await world.BeginAsync(channel: ChannelKind.Email)).Id;

        Assert.Equal(2, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.Equal(ines.User, (await world.FindAsync(email)).AssigneeId);
        Assert.Equal(new(Chat: 1, Email: 1), (await world.FindAgentAsync(ines)).Load);
    }

    [Fact]
    public async Task Release_GivesBackToTheKindItWasTakenFrom()
    {
        var (world, ines) = await BuildAsync(new(Chat: 1, Email: 1));
        var (chat, email) = ((await world.BeginAsync()).Id, (await world.BeginAsync(channel: ChannelKind.Email)).Id);
        Assert.Equal(2, await world.Route.ExecuteAsync(world.Queue, Ct));

        await world.Resolve.ExecuteAsync(ines, email, Ct);

        Assert.Equal((new(Chat: 1), new PerChannel(Chat: 2)), ((await world.FindAgentAsync(ines)).Load, (await world.FindAgentAsync(ines)).Used));
        Assert.Equal(chat, (await world.FindAsync(chat)).Id);
    }

    [Fact]
    public async Task CorrectLoads_CountsEachKindByItself()
    {
        var (world, ines) = await BuildAsync(new(Chat: 2, Email: 2));
        await world.BeginAsync();
        await world.BeginAsync(channel: ChannelKind.Email);
        Assert.Equal(2, await world.Route.ExecuteAsync(world.Queue, Ct));
        Assert.DoesNotContain(ines.User, await world.Routing.CorrectLoadsAsync(Ct));
        await using (var db = Database.Open())
        {
            var agent = db.Agents.Single(a => a.Id == ines.User);
            db.Entry(agent).ComplexProperty(a => a.Load).CurrentValue = new(Chat: 1, Email: 5, Sms: 1);
            db.Entry(agent).ComplexProperty(a => a.Used).CurrentValue = new(Chat: 9, Email: 2);
            await db.SaveChangesAsync(Ct);
        }

        Assert.Contains(ines.User, await world.Routing.CorrectLoadsAsync(Ct));

        var corrected = await world.FindAgentAsync(ines);
        Assert.Equal((new(Chat: 1, Email: 1), new PerChannel(Chat: 2, Email: 2)), (corrected.Load, corrected.Used));
    }

    [Fact]
    public async Task SaveAgent_WithoutCapacity_KeepsWhatIsStored()
    {
        var (world, ines) = await BuildAsync(new(Chat: 2, Email: 7));
        await world.Routing.SaveAgentAsync(ines.User, "Inês", null, true, Ct);
        Assert.Equal(("Inês", new PerChannel(Chat: 2, Email: 7)), ((await world.FindAgentAsync(ines)).Name, (await world.FindAgentAsync(ines)).Capacity));
    }

    private async Task<(World World, Actor Ines)> BuildAsync(PerChannel capacity)
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines");
        await world.Routing.SaveAgentAsync(ines.User, ines.Name, capacity, true, Ct);
        return (world, ines);
    }
}

public sealed class ChannelCapacityOnSqliteTests(SqliteTestDatabase database) : ChannelCapacityCases<SqliteTestDatabase>(database);

public sealed class ChannelCapacityOnPostgreSqlTests(PostgreSqlTestDatabase database) : ChannelCapacityCases<PostgreSqlTestDatabase>(database);

public sealed class ChannelCapacityOnSqlServerTests(SqlServerTestDatabase database) : ChannelCapacityCases<SqlServerTestDatabase>(database);
