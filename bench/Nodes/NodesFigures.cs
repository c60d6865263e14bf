using Portal.Bench.Load;

namespace Portal.Bench.Nodes;

/// <summary>What a number of nodes made of the same traffic. Processor time is in milliseconds for each message, of all processes of that kind.</summary>
/// <param name="Apart">The share of conversations whose ends are served by different nodes.</param>
/// <param name="NodesMs">Of all nodes together, at the fixed rate.</param>
/// <param name="DatabaseMs">Null where the database is on another machine.</param>
/// <param name="RelayMs">Half and 99 % of the relay's envelopes were heard within; null for a single node.</param>
/// <param name="LoopPerSecond">Messages a second in the closed loop.</param>
/// <param name="Idle">What all nodes together use when nobody writes any more, as a share of one core.</param>
/// <param name="Memory">Of all nodes together, in MiB.</param>
internal sealed record NodesFigures(
    int Nodes, double Apart, double PerSecond, LoadFigures Whole, double? P50, double? P95, double? P99, double NodesMs, double? DatabaseMs, double RedisMs, double DriverMs,
    (double P50, double P99)? RelayMs, double LoopPerSecond, double LoopNodesMs, double Idle, double Memory);
