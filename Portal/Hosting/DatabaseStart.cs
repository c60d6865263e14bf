using Portal.Data;

namespace Portal.Hosting;

/// <summary>No node serves on a database whose shape it does not know.</summary>
public static class DatabaseStart
{
    /// <summary>The command that brings a server's database up to date: <c>dotnet run --project Portal -- migrate</c>.</summary>
    public const string MigrateCommand = "migrate";

    /// <summary>The command that copies the embedded database while Portal runs: <c>dotnet Portal.dll backup FILE</c>.</summary>
    public const string BackupCommand = "backup";

    /// <summary>
    /// Migrates where that is safe to do unasked: the embedded database, and any in Development. Elsewhere an outdated schema is refused.
    /// </summary>
    /// <returns>False when the process must end without serving.</returns>
    public static async Task<bool> PrepareDatabaseAsync(this WebApplication app, string[] args)
    {
        var schema = app.Services.GetRequiredService<DatabaseSchema>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Portal.Database");
        if (args.Contains(MigrateCommand))
        {
            await schema.MigrateAsync(CancellationToken.None);
            logger.LogInformation("The database is up to date");
            return false;
        }

        if (args is [BackupCommand, var file, ..])
        {
            await schema.BackUpAsync(Path.GetFullPath(file), CancellationToken.None);
            logger.LogInformation("The database was copied to {File}", Path.GetFullPath(file));
            return false;
        }

        if (schema.Provider is DatabaseProvider.Sqlite || app.Environment.IsDevelopment())
        {
            await schema.MigrateAsync(CancellationToken.None);
            return true;
        }

        if (await schema.MissingAsync(CancellationToken.None) is not { Count: > 0 } missing) return true;
        logger.LogCritical(
            "The database lacks {Count} migrations ({Migrations}). Portal does not serve on an outdated schema. Run: dotnet run --project Portal -- {Command}",
            missing.Count, string.Join(", ", missing), MigrateCommand);
        Environment.ExitCode = 3;
        return false;
    }
}
