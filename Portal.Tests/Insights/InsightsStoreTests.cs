using Microsoft.Extensions.Options;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Insights;

public abstract class InsightsStoreCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private DateTimeOffset Now => Database.Clock.GetUtcNow();

    [Fact]
    public async Task ReadBoard_Open_IsThereWithItsCustomersName()
    {
        var world = await new World(Database).BuildAsync();
        var (id, customer) = await world.BeginAsync("Where is my parcel?", "Tobias Brandt");

        var facts = await ReadAsync();

        var open = facts.Conversations[id];
        Assert.Equal((true, "Where is my parcel?", world.Queue, 1), (open.IsOpen, open.Preview, open.QueueId, open.Version));
        Assert.Equal(Now, open.Waiting);
        Assert.Equal("Tobias Brandt", facts.Names[customer.Customer]);
        Assert.True(facts.Queues.ContainsKey(world.Queue));
    }

    [Fact]
    public async Task ReadBoard_EqualsWhatTheEventSaid()
    {
        var world = await new World(Database).BuildAsync();
        var (id, _) = await world.BeginAsync();

        var changed = Database.Hub.Facts.OfType<ConversationChanged>().Last(c => c.Topic == Topic.Desk && c.After.Id == id);

        Assert.Equal(BoardConversation.Of(changed.After), (await ReadAsync()).Conversations[id]);
    }

    [Fact]
    public async Task ReadBoard_Members_AreThereWithTheirPresence()
    {
        var world = await new World(Database).BuildAsync();
        var greta = await world.HireAsync("Greta Holm");

        var facts = await ReadAsync();

        Assert.Contains(new() { QueueId = world.Queue, UserId = greta.User }, facts.Members);
        Assert.Equal("Greta Holm", facts.Agents[greta.User].Name);
    }

    [Fact]
    public async Task ReadBoard_Resolved_StaysForTheDay()
    {
        var world = await new World(Database).BuildAsync();
        var agent = await world.HireAsync("Greta");
        var (answered, _) = await world.BeginAsync();
        var (unanswered, _) = await world.BeginAsync();
        await world.Post.ExecuteAsync(agent, answered, NewMessage.OfText(Guid.CreateVersion7(), "Hello"), Ct);
        await world.Resolve.ExecuteAsync(agent, answered, Ct);
        await world.Resolve.ExecuteAsync(agent with { Role = Role.Supervisor }, unanswered, Ct);

        Assert.Equal((true, true), await FoundAsync(answered, unanswered, TimeSpan.Zero));
        Assert.Equal((true, true), await FoundAsync(answered, unanswered, TimeSpan.FromHours(23)));
        Assert.Equal((false, false), await FoundAsync(answered, unanswered, TimeSpan.FromHours(24)));
        Assert.Equal("", (await ReadAsync()).Conversations[answered].Preview);
    }

    [Fact]
    public async Task ReadBoard_ConsultTakenOn_CountsInTheLoadAsRoutingCounts()
    {
        var world = await new World(Database).BuildAsync();
        var ines = await world.HireAsync("Ines");
        var (id, _) = await world.BeginAsync();
        await world.Route.ExecuteAsync(world.Queue, Ct);
        var tomas = await world.HireAsync("Tomás");
        var before = await ReadAsync();
        var (store, team, options) = (Get<ICollaborationStore>(), new ReadTeam(world.Routing), Options.Create(new CollaborationOptions()));
        var tell = new TellConsult(store, team, Database.Hub);
        var move = new MoveConsult(store, tell, options, Database.Clock);
        var ask = new AskConsult(store, new(world.Conversations), world.Post, team, tell, options, Database.Clock);
        foreach (var question in new[] { "Is it in stock?", "In blue too?" })
        {
            var asked = Assert.IsType<ConsultOutcome.Done>(await ask.ExecuteAsync(ines, id, tomas.User, null, question, Ct));
            Assert.IsType<ConsultOutcome.Done>(await move.ExecuteAsync(tomas, asked.Consult.Id, ConsultMove.Accept, Ct));
        }

        Assert.Equal(new(Chat: 2 * Weights.Ordinary), await LoadAsync());
        var taken = Assert.Single(await store.ListLiveConsultsAsync(id, Ct), c => c.Question == "In blue too?");
        Assert.IsType<ConsultOutcome.Done>(await move.ExecuteAsync(ines, taken.Id, ConsultMove.Withdraw, Ct));
        Assert.Equal(new(Chat: Weights.Ordinary), await LoadAsync());
        await new LapseConsults(store, tell, Database.Clock).CloseAsync(id, Ct);
        Assert.Equal(new(), await LoadAsync());

        // What the database says, what the events said, and what routing counts.
        async Task<PerChannel> LoadAsync()
        {
            var told = Database.Hub.Facts.OfType<AgentChanged>().Where(f => f.Agent.Id == tomas.User).Aggregate(before, LiveBoardRules.Apply);
            PerChannel[] loads = [.. new[] { await ReadAsync(), told }.Select(f => LiveBoardRules.Draw(f, Now).Agents.Single(a => a.Id == tomas.User).Used), (await world.FindAgentAsync(tomas)).Used];
            return Assert.Single(loads.Distinct());
        }
    }

    [Fact]
    public async Task Names_UnknownCustomer_StillHasAName()
    {
        var world = await new World(Database).BuildAsync();
        var (_, known) = await world.BeginAsync(name: "Aylin Kaya");
        var unknown = CustomerId.New();

        var names = await Get<IInsightsStore>().NamesAsync([known.Customer, unknown], Ct);

        Assert.Equal("Aylin Kaya", names[known.Customer]);
        Assert.StartsWith("Visitor ", names[unknown]);
    }

    private async Task<(bool First, bool Second)> FoundAsync(ConversationId first, ConversationId second, TimeSpan later)
    {
        var facts = await Get<IInsightsStore>().ReadBoardAsync(Now + later, Ct);
        return (facts.Conversations.ContainsKey(first), facts.Conversations.ContainsKey(second));
    }

    private Task<BoardFacts> ReadAsync() => Get<IInsightsStore>().ReadBoardAsync(Now, Ct);
}

public sealed class InsightsStoreOnSqliteTests(SqliteTestDatabase database) : InsightsStoreCases<SqliteTestDatabase>(database);

public sealed class InsightsStoreOnPostgreSqlTests(PostgreSqlTestDatabase database) : InsightsStoreCases<PostgreSqlTestDatabase>(database);

public sealed class InsightsStoreOnSqlServerTests(SqlServerTestDatabase database) : InsightsStoreCases<SqlServerTestDatabase>(database);
