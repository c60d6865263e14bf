using Microsoft.Data.SqlClient;
using Portal.Data;

namespace Portal.Tests.Shared;

/// <summary>A database of its own on the server that PORTAL_TEST_SQLSERVER names.</summary>
public sealed class SqlServerTestDatabase : TestDatabase
{
    private readonly string name = $"portal_test_{Guid.NewGuid():N}";

    public override string? Missing => Server is null ? "No SQL Server: PORTAL_TEST_SQLSERVER is not set." : null;

    private static string? Server =>
        Environment.GetEnvironmentVariable("PORTAL_TEST_SQLSERVER") is { Length: > 0 } server ? server : null;

    protected override async Task<DatabaseOptions> CreateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {name}");
        var connection = new SqlConnectionStringBuilder(Server) { InitialCatalog = name };
        return new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = connection.ConnectionString };
    }

    protected override Task DropAsync() =>
        ExecuteAsync($"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}");

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
