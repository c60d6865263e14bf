using System.Globalization;
using System.Text.Json;

namespace Portal.Bench.Nodes;

/// <summary>One column for each number of nodes, and the slope: what a message costs there, beside one node alone.</summary>
internal static class NodesTable
{
    public static IEnumerable<string> Lines(IReadOnlyList<NodesFigures> runs)
    {
        yield return Line("", r => r.Nodes == 1 ? "1 node" : $"{r.Nodes} nodes");
        yield return Line("conversations whose ends are on different nodes, %", r => Text(r.Apart * 100));
        yield return Line("messages/s, fixed rate", r => Text(r.PerSecond));
        yield return Line("50 % within, ms", r => Text(r.P50));
        yield return Line("95 % within, ms", r => Text(r.P95));
        yield return Line("99 % within, ms", r => Text(r.P99));
        yield return Line("nodes' processor time per message, ms", r => Text(r.NodesMs));
        yield return Line("  beside one node", r => Text(r.NodesMs / runs[0].NodesMs));
        yield return Line("database's processor time per message, ms", r => Text(r.DatabaseMs));
        yield return Line("Redis' processor time per message, ms", r => Text(r.RedisMs));
        yield return Line("driver's processor time per message, ms", r => Text(r.DriverMs));
        yield return Line("relay: half of it heard within, ms", r => Text(r.RelayMs?.P50));
        yield return Line("relay: 99 % of it heard within, ms", r => Text(r.RelayMs?.P99));
        yield return Line("messages/s, closed loop", r => Text(r.LoopPerSecond));
        yield return Line("nodes' processor time per message there, ms", r => Text(r.LoopNodesMs));
        yield return Line("  beside one node", r => Text(r.LoopNodesMs / runs[0].LoopNodesMs));
        yield return Line("nodes' share of one core when nobody writes, %", r => Text(r.Idle * 100));
        yield return Line("nodes' memory, MiB", r => Text(r.Memory));
        yield return Line("lost, doubled, reordered", r => $"{r.Whole.Lost}, {r.Whole.Doubled}, {r.Whole.Reordered}");
        yield return Line("of messages", r => r.Whole.Sent.ToString("N0", CultureInfo.InvariantCulture));

        string Line(string what, Func<NodesFigures, string> cell) => $"  {what,-52}{string.Concat(runs.Select(r => $" {cell(r),12}"))}";
    }

    public static string Json(IReadOnlyList<NodesFigures> runs) => JsonSerializer.Serialize(new
    {
        scenario = "nodes",
        runs = runs.Select(r => new
        {
            nodes = r.Nodes, apart = Round(r.Apart), messagesPerSecond = Round(r.PerSecond), p50Ms = r.P50, p95Ms = r.P95, p99Ms = r.P99, cpuMsPerMessage = Round(r.NodesMs),
            databaseCpuMsPerMessage = r.DatabaseMs is { } database ? Round(database) : (double?)null, redisCpuMsPerMessage = Round(r.RedisMs), relayP50Ms = r.RelayMs?.P50, relayP99Ms = r.RelayMs?.P99,
            loopMessagesPerSecond = Round(r.LoopPerSecond), loopCpuMsPerMessage = Round(r.LoopNodesMs), idle = Round(r.Idle), mib = Round(r.Memory),
            sent = r.Whole.Sent, lost = r.Whole.Lost, doubled = r.Whole.Doubled, reordered = r.Whole.Reordered,
        }),
        slope = runs.Select(r => Round(r.NodesMs / runs[0].NodesMs)), loopSlope = runs.Select(r => Round(r.LoopNodesMs / runs[0].LoopNodesMs)),
    });

    private static string Text(double? value) => value is { } number ? number.ToString(Math.Abs(number) >= 1000 ? "N0" : "0.###", CultureInfo.InvariantCulture) : "-";

    private static double Round(double value) => Math.Round(value, 3);
}
