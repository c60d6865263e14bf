using System.ComponentModel.DataAnnotations;

namespace Portal.Data;

public enum DatabaseProvider { Sqlite, SqlServer, PostgreSql }

public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>For a server; SQLite's file lies in the data directory unless this names another.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Contexts that are kept for the next question instead of being made anew. They hold no connections: those have a pool of their own, which the connection string sets.</summary>
    [Range(1, 100_000)]
    public int ContextsKept { get; set; } = 1024;

    /// <summary>Where SQLite's file and the attachments live.</summary>
    [Required]
    public string Directory { get; set; } = "data";
}
