using System.Globalization;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>
/// Random faults, thirty seconds of them on each installation. PORTAL_CHAOS_SECONDS makes it longer, PORTAL_CHAOS_SEED repeats a
/// run that has printed its seed. The reports lie in artifacts/chaos.
/// </summary>
[Collection(Alone.Name)]
public sealed class ChaosTests
{
    private static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["Logging:LogLevel:Default"] = "Warning",
    };

    private static TimeSpan Length => TimeSpan.FromSeconds(Number("PORTAL_CHAOS_SECONDS") ?? 30);

    private static int Seed => Number("PORTAL_CHAOS_SEED") ?? Random.Shared.Next(1, 1_000_000);

    [Fact]
    public async Task OneNodeOnSqlite_RandomFaults_LosesDoublesAndReordersNothing()
    {
        await using var house = await OneNodeHouse.StartAsync(Settings);
        await HoldsAsync("one-node", house);
    }

    [Fact]
    public async Task TwoNodesOnPostgreSql_RandomFaults_LosesDoublesAndReordersNothing()
    {
        await using var house = await ClusterHouse.StartAsync(Settings);
        await HoldsAsync("two-nodes", house);
    }

    private static async Task HoldsAsync(string name, ChaosHouse house)
    {
        var seed = Seed;
        // Before anything can go wrong, and also where all goes well: what happened by chance can be repeated.
        Console.WriteLine($"   {name}: {Length.TotalSeconds:0} s of random faults, PORTAL_CHAOS_SEED={seed}");
        ChaosReport report;
        try
        {
            report = await new ChaosRun(house, seed, Length).RunAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{name} with seed {seed} came to no end.", fault);
        }
        finally
        {
            for (var i = 0; i < house.Nodes.Count; i++) await KeepAsync($".node{i}.log", house.Nodes[i].Log);
        }

        await KeepAsync(".log", [$"{name}, {report}"]);
        await KeepAsync(".history.tsv", ChaosLog.Lines(report.History, report.Injected));
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}, {report}");

        Assert.True(report.Holds, report.ToString());
        Assert.True(report.Faults > 0 && report.History.Sends.Count(s => s.Answer is Answer.Ok) > 100, $"Too little happened to prove anything: {report}");

        Task KeepAsync(string what, IEnumerable<string> lines) =>
            File.WriteAllLinesAsync(Path.Combine(Repository.Artifacts("chaos"), $"{name}-{seed}{what}"), lines, TestContext.Current.CancellationToken);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
