using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Providers.PostgreSql;
using Portal.Data.Providers.Sqlite;
using Portal.Data.Providers.SqlServer;

namespace Portal.Tests.Architecture;

public sealed class MigrationTests
{
    [Fact]
    public void Sqlite_ModelAndMigrations_Agree() =>
        ShouldAgree(new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=none").Options));

    [Fact]
    public void SqlServer_ModelAndMigrations_Agree() =>
        ShouldAgree(new SqlServerDbContext(new DbContextOptionsBuilder<SqlServerDbContext>().UseSqlServer("Server=nowhere").Options));

    [Fact]
    public void PostgreSql_ModelAndMigrations_Agree() =>
        ShouldAgree(new PostgreSqlDbContext(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql("Host=nowhere").Options));

    private static void ShouldAgree(PortalDbContext context)
    {
        using (context)
        {
            Assert.NotEmpty(context.Database.GetMigrations());
            Assert.False(context.Database.HasPendingModelChanges(), "The model changed: run Portal.Data/Providers/regenerate.sh.");
        }
    }
}
