using Microsoft.Data.Sqlite;
using Portal.Data;

namespace Portal.Tests.Shared;

/// <summary>A real file in a temporary folder, in WAL mode, as in production.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-tests-");

    public override string? Missing => null;

    protected override Task<DatabaseOptions> CreateAsync() =>
        Task.FromResult(new DatabaseOptions { Provider = DatabaseProvider.Sqlite, Directory = folder.FullName });

    protected override Task DropAsync()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
