using Npgsql;

namespace Portal.E2E.Shared;

/// <summary>A database of one test on the PostgreSQL server that PORTAL_TEST_POSTGRES names.</summary>
public sealed class ClusterDatabase : IAsyncDisposable
{
    private readonly string name = $"portal_e2e_{Guid.NewGuid():N}";

    private ClusterDatabase()
    {
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 30 }.ConnectionString;

    private static string Server => Environment.GetEnvironmentVariable("PORTAL_TEST_POSTGRES") ?? "";

    /// <summary>Skips the calling test where there is no server.</summary>
    public static void Require() => Assert.SkipWhen(Server.Length == 0, "No PostgreSQL server: PORTAL_TEST_POSTGRES is not set.");

    /// <param name="like">Whose content it has at first; nobody may be connected to that. Empty by default.</param>
    public static async Task<ClusterDatabase> CreateAsync(ClusterDatabase? like = null)
    {
        Require();
        var database = new ClusterDatabase();
        await ExecuteAsync(like is null ? $"CREATE DATABASE {database.name}" : $"CREATE DATABASE {database.name} TEMPLATE {like.name}");
        return database;
    }

    /// <summary>The first column of a query, read behind the nodes' back.</summary>
    public async Task<List<string>> ReadAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>The texts of all messages, conversation by conversation in the order of their sequence.</summary>
    public Task<List<string>> TextsAsync() =>
        ReadAsync("""SELECT "Text" FROM "Entries" WHERE "Kind" = 0 ORDER BY "ConversationId", "Sequence" """);

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
