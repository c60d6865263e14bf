using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Data;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Conversations;

/// <summary>A database server that takes a transaction back in favour of another one, or has no connection left.</summary>
public sealed class ServerContentionTests(PostgreSqlTestDatabase database) : StoreTests<PostgreSqlTestDatabase>(database)
{
    private const string LockConversation = """SELECT 1 FROM "Conversations" WHERE "Id" = @id FOR UPDATE""", LockAgent = """SELECT 1 FROM "Agents" WHERE "Id" = @id FOR UPDATE""";

    [Fact]
    public async Task Write_VictimOfADeadlock_IsTriedAgainByItself()
    {
        var world = await new World(Database).BuildAsync();
        var (id, _) = await world.BeginAsync();
        var agent = await world.HireAsync("Ines");
        await using var other = await OtherNode.BeginAsync(ConnectionString);
        await other.LockAsync(LockAgent, agent.Id);

        // It holds the conversation and wants the agent, the other one the other way round: one of both must go.
        var assigning = world.Assign.ExecuteAsync(agent, id, agent.User, agent.Name, CapacityClaim.ByHand, RoutingReasons.MostFree, null, Ct);
        await other.UntilSomebodyWaitsAsync();
        await other.LockAsync(LockConversation, id.Value);

        Assert.False(assigning.IsCompleted);
        await other.CommitAsync();
        Assert.IsType<ChangeOutcome.Done>(await assigning);
        Assert.Equal((1, agent.User), ((await world.FindAgentAsync(agent)).Load.Chat, (await world.FindAsync(id)).AssigneeId!.Value));
    }

    [Fact]
    public async Task Write_ManyTogetherVictimsOfADeadlock_AreWrittenOnceAndWithoutHoles()
    {
        var world = await new World(Database).BuildAsync();
        var talks = new List<(ConversationId Id, Actor Customer)> { await world.BeginAsync(), await world.BeginAsync() };
        // In the order in which the log locks them.
        talks.Sort((a, b) => a.Id.Value.CompareTo(b.Id.Value));
        await using var other = await OtherNode.BeginAsync(ConnectionString);
        await other.LockAsync(LockConversation, talks[1].Id.Value);

        var posting = Task.WhenAll(Enumerable.Range(0, 32).Select(i => world.Post.ExecuteAsync(talks[i % 2].Customer, talks[i % 2].Id, NewMessage.OfText(Guid.CreateVersion7(), $"text {i}"), Ct)));
        await other.UntilSomebodyWaitsAsync();
        await other.LockAsync(LockConversation, talks[0].Id.Value);
        await other.CommitAsync();

        Assert.All(await posting, outcome => Assert.False(Assert.IsType<PostOutcome.Sent>(outcome).Repeated));
        foreach (var (id, _) in talks)
        {
            var entries = await world.Conversations.ReadAfterAsync(id, false, 0, 100, Ct);
            Assert.Equal(Enumerable.Range(1, 17).Select(n => (long)n), entries.Select(e => e.Sequence));
        }
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(50, false)]
    public async Task Write_SerializationFailures_AreTriedAgainWithinBounds(int failures, bool isWritten)
    {
        var world = await new World(Database).BuildAsync();
        var (id, customer) = await world.BeginAsync();
        var name = $"faults_{id.Value:N}";
        await ExecuteAsync(ConnectionString, $"""
            CREATE SEQUENCE {name};
            CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN
              IF nextval('{name}') <= {failures} THEN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END IF; RETURN NEW;
            END $$ LANGUAGE plpgsql;
            CREATE TRIGGER {name} BEFORE INSERT ON "Entries" FOR EACH ROW WHEN (NEW."ConversationId" = '{id.Value}') EXECUTE FUNCTION {name}();
            """);
        var message = NewMessage.OfText(Guid.CreateVersion7(), "again and again");

        var posting = world.Post.ExecuteAsync(customer, id, message, Ct);

        if (isWritten) Assert.False(Assert.IsType<PostOutcome.Sent>(await posting).Repeated);
        else Assert.Equal("40001", (await Assert.ThrowsAsync<PostgresException>(() => posting)).SqlState);
        await ExecuteAsync(ConnectionString, $"""DROP TRIGGER {name} ON "Entries" """);
        Assert.Equal(isWritten, Assert.IsType<PostOutcome.Sent>(await world.Post.ExecuteAsync(customer, id, message, Ct)).Repeated);
        Assert.Equal([1L, 2L], (await world.Conversations.ReadAfterAsync(id, false, 0, 100, Ct)).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Write_WithoutAConnectionLeft_IsRefusedAndTheSameMessageSucceedsAfterwards()
    {
        var world = await new World(Database).BuildAsync();
        var (id, customer) = await world.BeginAsync();
        // Superusers are let in all the same; a role is refused in the same way when its connections are used up.
        var role = $"portal_few_{id.Value:N}";
        await ExecuteAsync(ConnectionString, $"""CREATE ROLE {role} LOGIN PASSWORD '{role}' CONNECTION LIMIT 2; GRANT ALL ON ALL TABLES IN SCHEMA public TO {role};""");
        var few = new NpgsqlConnectionStringBuilder(ConnectionString) { Username = role, Password = role, Pooling = false }.ConnectionString;
        await using (var services = ServicesOn(few))
        {
            var post = new PostMessage(services.GetRequiredService<IConversationLog>(), services.GetRequiredService<IConversationStore>(), World.Options);
            var message = NewMessage.OfText(Guid.CreateVersion7(), "let me in");
            var held = new List<NpgsqlConnection>();
            for (var i = 0; i < 2; i++)
            {
                held.Add(new NpgsqlConnection(few));
                await held[i].OpenAsync(Ct);
            }

            var refused = await Assert.ThrowsAnyAsync<Exception>(() => post.ExecuteAsync(customer, id, message, Ct));
            Assert.Equal("53300", Assert.IsType<PostgresException>(refused.GetBaseException()).SqlState);
            Assert.False(await services.GetRequiredService<DatabaseSchema>().CanConnectAsync(Ct));
            foreach (var connection in held) await connection.DisposeAsync();

            Assert.False(Assert.IsType<PostOutcome.Sent>(await post.ExecuteAsync(customer, id, message, Ct)).Repeated);
            Assert.True(await services.GetRequiredService<DatabaseSchema>().CanConnectAsync(Ct));
        }

        Assert.Equal([1L, 2L], (await world.Conversations.ReadAfterAsync(id, false, 0, 100, Ct)).Select(e => e.Sequence));
        await ExecuteAsync(ConnectionString, $"DROP OWNED BY {role}; DROP ROLE {role};");
    }

    private string ConnectionString => Get<DatabaseOptions>().ConnectionString!;

    private static ServiceProvider ServicesOn(string connection) => new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IEventHub, RecordingHub>()
        .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
        .AddPortalData(new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = connection })
        .BuildServiceProvider();

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Somebody else's transaction, which takes its locks in an order of its own.</summary>
    private sealed class OtherNode : IAsyncDisposable
    {
        private readonly NpgsqlConnection connection;
        private readonly NpgsqlTransaction transaction;

        private OtherNode(NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

        public static async Task<OtherNode> BeginAsync(string connectionString)
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(Ct);
            var node = new OtherNode(connection, await connection.BeginTransactionAsync(Ct));
            // It never looks for a deadlock itself: the product's transaction is the victim.
            await using var command = new NpgsqlCommand("SET LOCAL deadlock_timeout = '10min'", connection, node.transaction);
            await command.ExecuteNonQueryAsync(Ct);
            return node;
        }

        public async Task LockAsync(string sql, Guid id)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction) { Parameters = { new("id", id) } };
            Assert.NotNull(await command.ExecuteScalarAsync(Ct));
        }

        public async Task UntilSomebodyWaitsAsync()
        {
            const string sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            for (var attempt = 0; (long)(await command.ExecuteScalarAsync(Ct))! == 0; attempt++)
            {
                Assert.True(attempt < 1000, "Nobody waits for a lock.");
                await Task.Delay(10, Ct);
            }
        }

        public Task CommitAsync() => transaction.CommitAsync(Ct);

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
