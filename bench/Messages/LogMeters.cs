using System.Diagnostics.Metrics;
using Portal.Data.Conversations;

namespace Portal.Bench.Messages;

/// <summary>Where the log's time goes, from its own meters.</summary>
internal sealed class LogMeters : IDisposable
{
    private readonly MeterListener listener = new();
    private long requests;
    private double write;
    private double commit;

    public LogMeters()
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == ConversationLog.MeterName) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => requests += value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
        {
            if (instrument.Name == "portal.log.write") write += value;
            else commit += value;
        });
        listener.Start();
    }

    /// <summary>Microseconds of each message spent on loading, deciding and writing, and on making durable.</summary>
    public (double Write, double Commit) PerMessage => requests == 0 ? default : (write * 1000 / requests, commit * 1000 / requests);

    public void Dispose() => listener.Dispose();
}
