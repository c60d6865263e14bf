using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Data;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Nodes;

/// <summary>Several processes that bring the same database up to date at once, and one that died of it before.</summary>
public sealed class MigrationTests : IAsyncDisposable
{
    private const int Nodes = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-migrations-");
    private readonly List<ServiceProvider> nodes = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Migrate_SeveralAtOnceOnSqlite_AllFindTheDatabaseUpToDate() => AllMigrateAsync(new() { Directory = folder.FullName });

    [Fact]
    public async Task Migrate_SeveralAtOnceOnPostgreSql_AllFindTheDatabaseUpToDate()
    {
        var server = Environment.GetEnvironmentVariable("PORTAL_TEST_POSTGRES");
        Assert.SkipWhen(server is not { Length: > 0 }, "No PostgreSQL server: PORTAL_TEST_POSTGRES is not set.");
        var name = $"portal_migrate_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(server);
        await using (var create = source.CreateCommand($"CREATE DATABASE {name}")) await create.ExecuteNonQueryAsync(Ct);
        try
        {
            await AllMigrateAsync(new() { Provider = DatabaseProvider.PostgreSql, ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString });
        }
        finally
        {
            await using var drop = source.CreateCommand($"DROP DATABASE {name} WITH (FORCE)");
            await drop.ExecuteNonQueryAsync(Ct);
        }
    }

    [Fact]
    public async Task Migrate_AfterAProcessThatDiedMeanwhileOnSqlite_GoesOn()
    {
        // What EF writes down as its lock, and a killed process does not take back.
        await using (var dead = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "portal.db")};Pooling=False"))
        {
            await dead.OpenAsync(Ct);
            await using var command = dead.CreateCommand();
            command.CommandText = """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""";
            await command.ExecuteNonQueryAsync(Ct);
        }

        await AllMigrateAsync(new() { Directory = folder.FullName });
    }

    private async Task AllMigrateAsync(DatabaseOptions database)
    {
        for (var i = 0; i < Nodes; i++)
        {
            nodes.Add(new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IEventHub, RecordingHub>()
                .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>().AddPortalData(database).BuildServiceProvider());
        }

        var schemas = nodes.ConvertAll(n => n.GetRequiredService<DatabaseSchema>());
        await Task.WhenAll(schemas.Select(s => Task.Run(() => s.MigrateAsync(Ct), Ct))).WaitAsync(Patience, Ct);

        foreach (var schema in schemas) Assert.Empty(await schema.MissingAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
