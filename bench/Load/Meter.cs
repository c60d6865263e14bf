using System.Diagnostics;

namespace Portal.Bench.Load;

/// <summary>Processor time of the server and of the driver from its beginning on: they share the machine.</summary>
internal sealed class Meter(ServerProcess server)
{
    private readonly double serverBefore = server.ProcessorSeconds(), ownBefore = Own();
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public double Seconds => clock.Elapsed.TotalSeconds;

    public double ServerSeconds => server.ProcessorSeconds() - serverBefore;

    public void AddTo(LoadReport report, long messages)
    {
        var (seconds, cpu, own) = (Seconds, ServerSeconds, Own() - ownBefore);
        report.Add("messages", messages / seconds, "/s", "messagesPerSecond");
        report.Add("server's processor time per message", cpu * 1000 / Math.Max(1, messages), "ms", "cpuMsPerMessage");
        report.Add("server's share of one core", cpu / seconds * 100, "%");
        report.Add("driver's processor time per message", own * 1000 / Math.Max(1, messages), "ms");
    }

    private static double Own()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds;
    }
}
