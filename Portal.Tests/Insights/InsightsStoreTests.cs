using Portal.Domain.Conversations;
using Portal.Domain.Insights;
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
