using System.Text.Json;
using Portal.Bench.Load;
using Portal.Bench.Nodes;

namespace Portal.Tests.Load;

public sealed class NodesTableTests
{
    private static readonly NodesFigures One = new(1, 0, 150, new() { Sent = 3000 }, 3, 9, 20, 2, 0.4, 0, 0.5, null, 400, 1.6, 0.04, 300);

    private static readonly NodesFigures Two = One with { Nodes = 2, Apart = 0.5, NodesMs = 2.5, RelayMs = (1, 5), LoopNodesMs = 2.4, DatabaseMs = null };

    [Fact]
    public void Lines_OfTwoRuns_TellTheSlopeBesideOneNode()
    {
        var lines = NodesTable.Lines([One, Two]).ToList();

        Assert.Contains(lines, l => l.EndsWith("1 node      2 nodes", StringComparison.Ordinal));
        Assert.Equal(["1", "1.25"], Cells(lines, "  beside one node"));
        Assert.Equal(["0.4", "-"], Cells(lines, "database's processor time per message, ms"));
        Assert.Equal(["-", "5"], Cells(lines, "relay: 99 % of it heard within, ms"));
        Assert.Single(lines.Select(l => l.Length).Distinct());
    }

    [Fact]
    public void Json_OfTwoRuns_HoldsBothSlopes()
    {
        using var json = JsonDocument.Parse(NodesTable.Json([One, Two]));

        Assert.Equal([1, 1.25], json.RootElement.GetProperty("slope").EnumerateArray().Select(s => s.GetDouble()));
        Assert.Equal([1, 1.5], json.RootElement.GetProperty("loopSlope").EnumerateArray().Select(s => s.GetDouble()));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("runs")[0].GetProperty("relayP50Ms").ValueKind);
    }

    [Fact]
    public void Lag_OfTwoNodes_IsWhatCameBetweenTwoLooks()
    {
        var lag = new RelayLag();
        lag.Add(Metrics(under1: 100, under5: 100, all: 100), -1);
        lag.Add(Metrics(under1: 150, under5: 190, all: 200));
        lag.Add(Metrics(under1: 10, under5: 10, all: 10));

        Assert.Equal(110, lag.Envelopes);
        Assert.Equal((1, 5, double.PositiveInfinity), (lag.Within(.5)!.Value, lag.Within(.9)!.Value, lag.Within(.99)!.Value));
        Assert.Null(new RelayLag().Within(.5));
    }

    private static string[] Cells(List<string> lines, string what) =>
        lines.First(l => l.TrimEnd().StartsWith($"  {what}", StringComparison.Ordinal))[(2 + 52)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Metrics(int under1, int under5, int all) => $$"""
        # TYPE portal_relay_lag_milliseconds histogram
        portal_relay_lag_milliseconds_bucket{otel_scope_name="Portal.Nodes",le="1"} {{under1}} 1764370000000
        portal_relay_lag_milliseconds_bucket{otel_scope_name="Portal.Nodes",le="5"} {{under5}} 1764370000000
        portal_relay_lag_milliseconds_bucket{otel_scope_name="Portal.Nodes",le="+Inf"} {{all}} 1764370000000
        portal_relay_lag_milliseconds_sum{otel_scope_name="Portal.Nodes"} 17.5 1764370000000
        """;
}
