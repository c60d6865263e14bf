using System.Diagnostics.Metrics;

namespace Portal.Nodes;

/// <summary>What the relay shows about itself.</summary>
public sealed class RelayMeters
{
    public const string Name = "Portal.Nodes";

    private readonly Counter<long> sent;
    private readonly Counter<long> lost;
    private readonly Histogram<double> lag;

    public RelayMeters(IMeterFactory meters, RelayOutbox outbox, RelayPeers peers, NodeMembers members)
    {
        var meter = meters.Create(Name);
        sent = meter.CreateCounter<long>("portal.relay.sent", "{events}", "Events that Redis took for other nodes");
        lost = meter.CreateCounter<long>("portal.relay.lost", "{events}", "Events that Redis did not take; the other nodes read the database instead");
        lag = meter.CreateHistogram<double>("portal.relay.lag", "ms", "From publishing on another node, right after the commit, to its arrival here: the oldest event of each envelope",
            advice: new() { HistogramBucketBoundaries = [0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000] });
        meter.CreateObservableUpDownCounter("portal.relay.waiting", () => outbox.Waiting, "{events}", "Events that Redis has not taken yet");
        meter.CreateObservableUpDownCounter(
            "portal.relay.nodes",
            () => new Measurement<int>[] { new(peers.Heard, State("heard")), new(peers.Silent.Count, State("silent")), new(members.CutOff, State("cut off")) },
            "{nodes}", "Other nodes: those that are heard, those that fell silent, and those that live and cannot be heard");
    }

    public void Sent(int events) => sent.Add(events);

    public void Lost(int events) => lost.Add(events);

    /// <summary>Two nodes' clocks are compared: where they differ by more than the way takes, nothing below zero is told.</summary>
    public void Lag(TimeSpan took) => lag.Record(Math.Max(0, took.TotalMilliseconds));

    private static KeyValuePair<string, object?> State(string state) => new("state", state);
}
