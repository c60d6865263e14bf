using System.Diagnostics.Metrics;
using Portal.Domain.Insights;
using Portal.Domain.Shared;

namespace Portal.Hosting;

/// <summary>What this node shows about itself while somebody measures: gauges that are read only when they are asked for.</summary>
internal sealed class Telemetry
{
    public const string LimitsName = "Portal.Limits";
    public const string BoardName = "Portal.Board";

    public static readonly Meter Limits = new(LimitsName);

    private readonly LiveBoard board;

    public Telemetry(LiveBoard board, CircuitCap circuits, IMeterFactory meters)
    {
        this.board = board;
        var desk = meters.Create(BoardName);
        desk.CreateObservableGauge("portal.queue.waiting", () => Queues(q => q.Waiting), "{conversations}", "Conversations of a queue whose customer waits for an answer");
        desk.CreateObservableGauge("portal.queue.longest", () => Queues(q => q.Longest is { } since ? (int)(Snapshot.At - since).TotalSeconds : 0), "s", "The longest of these waits");
        desk.CreateObservableGauge("portal.conversations.open", () => Snapshot.Figures.Open, "{conversations}", "Open conversations");
        desk.CreateObservableGauge("portal.board.behind", () => Snapshot.IsBehind ? 1 : 0, "{boards}", "1 while the board cannot be compared with the database");
        meters.Create(LimitsName).CreateObservableUpDownCounter("portal.circuits.connections", () => circuits.Total, "{connections}", "Connected circuits on this node");
    }

    private BoardSnapshot Snapshot => board.Read(Actor.System) ?? BoardSnapshot.Unread;

    private IEnumerable<Measurement<int>> Queues(Func<QueueRow, int> figure) =>
        Snapshot.Queues.Select(q => new Measurement<int>(figure(q), new KeyValuePair<string, object?>("queue", q.Name)));
}
