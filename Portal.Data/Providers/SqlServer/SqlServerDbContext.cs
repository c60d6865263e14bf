using Microsoft.EntityFrameworkCore;

namespace Portal.Data.Providers.SqlServer;

/// <summary>The model on SqlServer, with its own migrations.</summary>
public sealed class SqlServerDbContext(DbContextOptions<SqlServerDbContext> options) : PortalDbContext(options)
{
    protected override string OrdinalCollation => "Latin1_General_100_BIN2";
}
