using Microsoft.EntityFrameworkCore;

namespace Portal.Data.Providers.Sqlite;

/// <summary>The model on Sqlite, with its own migrations.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : PortalDbContext(options)
{
    protected override string OrdinalCollation => "BINARY";
}
