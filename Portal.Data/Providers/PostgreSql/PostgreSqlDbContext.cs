using Microsoft.EntityFrameworkCore;

namespace Portal.Data.Providers.PostgreSql;

/// <summary>The model on PostgreSql, with its own migrations.</summary>
public sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options) : PortalDbContext(options)
{
    protected override string OrdinalCollation => "C";
}
