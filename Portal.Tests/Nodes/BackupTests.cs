using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Data;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Nodes;

/// <summary>A copy that is made while people write is restored elsewhere, and holds every message that had been told as sent before it was begun.</summary>
public abstract class BackupCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    [Fact]
    public async Task Backup_WhilePeopleWrite_RestoresToEveryMessageOfBefore()
    {
        var world = await new World(Database).BuildAsync();
        var (id, customer) = await world.BeginAsync();
        for (var i = 0; i < 200; i++) Assert.IsType<PostOutcome.Sent>(await world.Post.ExecuteAsync(customer, id, NewMessage.OfText(Guid.CreateVersion7(), $"before {i}"), Ct));
        var before = await world.Conversations.ReadAfterAsync(id, false, 0, 1000, Ct);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested && i < 2000; i++) await world.Post.ExecuteAsync(customer, id, NewMessage.OfText(Guid.CreateVersion7(), $"during {i}"), Ct);
        }, Ct);

        var restored = await CopyAsync(Get<DatabaseOptions>());
        await enough.CancelAsync();
        await writing;

        try
        {
            await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IEventHub, RecordingHub>()
                .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>().AddPortalData(restored).BuildServiceProvider();
            Assert.Empty(await services.GetRequiredService<DatabaseSchema>().MissingAsync(Ct));
            var found = await services.GetRequiredService<IConversationStore>().ReadAfterAsync(id, false, 0, 10_000, Ct);
            Assert.Equal(before, found.Take(before.Count));
            Assert.Equal(Enumerable.Range(1, found.Count).Select(i => (long)i), found.Select(e => e.Sequence));
            Assert.Equal(found.Count, (await services.GetRequiredService<IConversationStore>().FindAsync(id, Ct))!.LastSequence);
        }
        finally
        {
            await DropAsync(restored);
        }
    }

    /// <summary>Copies the database as the operations page says, and restores the copy elsewhere.</summary>
    protected abstract Task<DatabaseOptions> CopyAsync(DatabaseOptions from);

    protected abstract Task DropAsync(DatabaseOptions copy);
}

public sealed class BackupOnSqliteTests(SqliteTestDatabase database) : BackupCases<SqliteTestDatabase>(database)
{
    protected override async Task<DatabaseOptions> CopyAsync(DatabaseOptions from)
    {
        var folder = Directory.CreateTempSubdirectory("portal-backup-");
        await Get<DatabaseSchema>().BackUpAsync(Path.Combine(folder.FullName, "portal.db"), Ct);
        return new DatabaseOptions { Provider = DatabaseProvider.Sqlite, Directory = folder.FullName };
    }

    protected override Task DropAsync(DatabaseOptions copy)
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(copy.Directory, recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class BackupOnPostgreSqlTests(PostgreSqlTestDatabase database) : BackupCases<PostgreSqlTestDatabase>(database)
{
    protected override async Task<DatabaseOptions> CopyAsync(DatabaseOptions from)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pg_dump") && File.Exists("/usr/bin/pg_restore"), "No pg_dump found: install PostgreSQL's client.");
        var server = new NpgsqlConnectionStringBuilder(from.ConnectionString);
        var file = Path.GetTempFileName();
        var name = $"portal_test_{Guid.NewGuid():N}";
        string[] where = ["-h", server.Host!, "-p", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-U", server.Username!];
        await RunAsync("pg_dump", [.. where, "--format=custom", "--file", file, server.Database!]);
        await RunAsync("createdb", [.. where, name]);
        await RunAsync("pg_restore", [.. where, "--exit-on-error", "--no-owner", "--dbname", name, file]);
        File.Delete(file);
        return new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = new NpgsqlConnectionStringBuilder(from.ConnectionString) { Database = name, Pooling = false }.ConnectionString };
    }

    protected override Task DropAsync(DatabaseOptions copy)
    {
        var server = new NpgsqlConnectionStringBuilder(copy.ConnectionString);
        return RunAsync("dropdb", ["-h", server.Host!, "-p", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-U", server.Username!, server.Database!]);
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, $"{program}: {said}");
    }
}
