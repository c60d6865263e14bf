using System.Diagnostics;
using Portal.Bench.Circuits;
using Portal.Bench.Shared;

namespace Portal.Bench.Load;

/// <summary>All customers lose their connection in one moment and come back as their browsers do.</summary>
internal static class HerdScenario
{
    public const string Help = """
          --chats N          default 2000; at most 20000
          --away N           milliseconds for which nobody tries; default 0
        """ + "\n" + PortalOptions.Help;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static async Task RunAsync(string[] args)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(9));
        await using var target = await PortalTarget.StartAsync(PortalOptions.From(args, agents: 1), limit.Token);
        await LoadRun.RunAsync(target, () => MeasureAsync(target, args, limit.Token));
    }

    private static async Task<LoadReport> MeasureAsync(PortalTarget target, string[] args, CancellationToken ct)
    {
        var count = Math.Clamp(Arguments.Number(args, "--chats", 2000), 1, 20_000);
        Console.WriteLine($"herd: {count} chats, load average {LoadRun.LoadAverage()}");
        var report = new LoadReport("herd", target.Name);
        report.Add(Calibration.Measure(Path.GetTempPath()));
        var chats = await ChatRoom.OpenAsync(target, count, recovers: true, report, ct);

        var (memory, cpu, cut) = (target.Server.ResidentKib(), target.Server.ProcessorSeconds(), Stopwatch.GetTimestamp());
        foreach (var chat in chats) chat.Cut();
        var back = await Task.WhenAll(chats.Select(c => BackAsync(c, cut, ct)));
        cpu = target.Server.ProcessorSeconds() - cpu;
        var figures = new LoadFigures();
        figures.Delays.AddRange(back.OfType<float>());
        report.Add("back", figures.Delays.Count, $"of {count:N0}", "back");
        report.Add("with their circuit", chats.Count(c => c.Reconnects > 0 && c.Reloads == 0), "", "resumed");
        report.Add("loaded again", chats.Count(c => c.Reloads > 0), "", "reloaded");
        report.Add("half of them back after", (figures.Within(.5) ?? 0) / 1000, "s", "halfBackSeconds");
        report.Add("all of them back after", (figures.Delays.Count == count ? figures.Within(1) ?? 0 : double.PositiveInfinity) / 1000, "s");
        report.Add("server's processor time", cpu, "s");
        await Task.Delay(TimeSpan.FromSeconds(10), ct);
        report.Add("server's memory before, and 10 s after", $"{memory / 1024:N0} and {target.Server.ResidentKib() / 1024:N0} MiB, at most {target.Server.PeakKib() / 1024:N0}");
        await LoadRun.CloseAsync(chats);
        if (figures.Delays.Count < count) throw new InvalidOperationException($"{count - figures.Delays.Count} did not come back within {Limit.TotalSeconds:0} s.");
        return report;
    }

    /// <returns>Milliseconds until this one could be used again; null if it could not.</returns>
    private static async Task<float?> BackAsync(CustomerChat chat, long cut, CancellationToken ct)
    {
        while (chat.Reconnects + chat.Reloads == 0)
        {
            if (Stopwatch.GetElapsedTime(cut) > Limit) return null;
            await Task.Delay(50, ct);
        }

        return (float)Stopwatch.GetElapsedTime(cut).TotalMilliseconds;
    }
}
