using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Providers.SqlServer;

namespace Portal.Tests.Shared.SqlServer;

/// <summary>Contexts of the SQL Server model whose commands all end in one list.</summary>
internal sealed class RecordingContexts(MadeUpAnswers answers) : IDbContextFactory<PortalDbContext>
{
    private readonly RecordingConnection connection = new(answers);

    public IReadOnlyList<RecordedCommand> Commands => connection.Commands;

    public PortalDbContext CreateDbContext() => new SqlServerDbContext(
        new DbContextOptionsBuilder<SqlServerDbContext>().UseSqlServer(connection).Options);
}
