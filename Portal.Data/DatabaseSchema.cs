using Microsoft.EntityFrameworkCore;

namespace Portal.Data;

/// <summary>Whether the database has the shape that this version expects.</summary>
public sealed class DatabaseSchema(IDbContextFactory<PortalDbContext> contexts, DatabaseOptions options)
{
    public DatabaseProvider Provider => options.Provider;

    /// <summary>Migrations that the database lacks; all of them for one that does not exist yet.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. await db.Database.GetPendingMigrationsAsync(ct)];
    }

    /// <summary>Brings the database up to date. EF holds a lock, so several nodes may try at once, and one that dies meanwhile blocks nobody.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (options.Provider is not DatabaseProvider.Sqlite)
        {
            await db.Database.MigrateAsync(ct);
            return;
        }

        System.IO.Directory.CreateDirectory(options.Directory);
        await using var turn = await TakeTurnAsync(ct);
        // On a server EF's lock ends with its connection. In SQLite it is a row, which a process that is killed leaves behind for ever.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await db.Database.MigrateAsync(ct);
        // Readers and the writer do not block each other; the mode is a property of the file.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);
    }

    /// <summary>
    /// Writes a consistent copy of the embedded database into a new file while it is being used. A server has tools of its own.
    /// </summary>
    /// <exception cref="NotSupportedException">The database is a server's.</exception>
    public async Task BackUpAsync(string file, CancellationToken ct)
    {
        if (options.Provider is not DatabaseProvider.Sqlite) throw new NotSupportedException($"Back up {options.Provider} with its own tools.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", ct);
    }

    /// <summary>A lock that the system itself takes back from a process that ends, however it ends.</summary>
    private async Task<FileStream> TakeTurnAsync(CancellationToken ct)
    {
        var path = Path.Combine(options.Directory, "portal.migrating");
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process migrates.
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }

    public async Task<bool> CanConnectAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Database.CanConnectAsync(ct);
    }
}
