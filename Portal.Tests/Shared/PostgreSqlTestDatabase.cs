using Npgsql;
using Portal.Data;

namespace Portal.Tests.Shared;

/// <summary>A database of its own on the server that PORTAL_TEST_POSTGRES names.</summary>
public sealed class PostgreSqlTestDatabase : TestDatabase
{
    private readonly string name = $"portal_test_{Guid.NewGuid():N}";

    public override string? Missing => Server is null ? "No PostgreSQL server: PORTAL_TEST_POSTGRES is not set." : null;

    private static string? Server =>
        Environment.GetEnvironmentVariable("PORTAL_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    protected override async Task<DatabaseOptions> CreateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {name}");
        // Whoever waits looks for a deadlock once, after this time. With the usual second a busy machine could let that look pass before
        // a test has made its deadlock, and the test's own transaction would be the victim instead of the product's.
        await ExecuteAsync($"ALTER DATABASE {name} SET deadlock_timeout = '4s'");
        var connection = new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 20 };
        return new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = connection.ConnectionString };
    }

    protected override Task DropAsync() => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
