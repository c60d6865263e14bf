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

    /// <summary>Brings the database up to date. EF holds a lock, so several nodes may try at once.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        if (options.Provider is DatabaseProvider.Sqlite) System.IO.Directory.CreateDirectory(options.Directory);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.MigrateAsync(ct);
        // Readers and the writer do not block each other; the mode is a property of the file.
        if (options.Provider is DatabaseProvider.Sqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);
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

    public async Task<bool> CanConnectAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Database.CanConnectAsync(ct);
    }
}
