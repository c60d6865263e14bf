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

    public async Task<bool> CanConnectAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Database.CanConnectAsync(ct);
    }
}
