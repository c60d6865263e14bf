using System.Diagnostics;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>The process that brings a database up to date is killed in the middle of it.</summary>
public sealed class MigrationFaultTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-migration-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder.FullName, "portal.db");

    [Fact]
    public async Task Sqlite_KilledInTheMiddle_TheNextStartCompletesIt()
    {
        foreach (var bytes in new[] { 1, 4096, 20_000 })
        {
            await using var killed = Migrate([]);
            await UntilAsync(() => killed.HasExited || Written() >= bytes);
            killed.Kill();
        }

        await using var server = await PortalServer.StartAsync(dataDirectory: folder.FullName);

        var house = OneNodeHouse.Of(server);
        Assert.Empty(await house.StoredAsync());
        Assert.Empty(await house.DamageAsync());
    }

    [Fact]
    public async Task PostgreSql_TwoAtOnceAndOneOfThemKilled_TheOtherCompletesIt()
    {
        await using var database = await ClusterDatabase.CreateAsync();
        Dictionary<string, string> settings = new() { ["Database:Provider"] = "PostgreSql", ["ConnectionStrings:Portal"] = database.ConnectionString };
        await using var killed = Migrate(settings);
        await UntilAsync(async () => killed.HasExited || (await database.ReadAsync("SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL")).Count > 0);
        await using var other = Migrate(settings);
        killed.Kill();

        await UntilAsync(() => other.HasExited);

        Assert.True(other.ExitCode == 0, string.Join(Environment.NewLine, other.Log));
        Assert.NotEmpty(await database.ReadAsync("""SELECT "MigrationId" FROM "__EFMigrationsHistory" """));
        Assert.Empty(await database.TextsAsync());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private ChildProcess Migrate(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.ServerAssembly, "migrate"]) { WorkingDirectory = Repository.Root };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Data__Directory"] = folder.FullName;
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return ChildProcess.Start(start);
    }

    /// <summary>What the database and its journal hold by now.</summary>
    private long Written() => new[] { File, $"{File}-wal", $"{File}-journal" }.Select(f => new FileInfo(f)).Where(f => f.Exists).Sum(f => f.Length);

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(2, Ct)) Assert.True(clock.Elapsed < Patience, "It did not happen.");
    }
}
