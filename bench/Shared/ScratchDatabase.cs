using Npgsql;

namespace Portal.Bench.Shared;

/// <summary>A database of one measurement on a PostgreSQL server that is there; dropped with everybody who is still connected.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly string server, name;

    private ScratchDatabase(string server, string name) => (this.server, this.name) = (server, name);

    public string ConnectionString => new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    /// <param name="server">Connection string of a login that may create databases.</param>
    /// <param name="prefix">Begins the name.</param>
    public static async Task<ScratchDatabase> CreateAsync(string server, string prefix)
    {
        var database = new ScratchDatabase(server, $"{prefix}_{Guid.NewGuid():N}");
        await database.OnServerAsync($"CREATE DATABASE \"{database.name}\"");
        return database;
    }

    /// <returns>The first column of the first row.</returns>
    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await OnServerAsync($"DROP DATABASE \"{name}\" WITH (FORCE)");
    }

    private async Task OnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
