using Portal.Bench.Load;
using Portal.Bench.Shared;

namespace Portal.Bench.Baseline;

/// <summary>The same scenarios against Portal and against the bare servers, in turn and in one run: what Portal costs is a ratio that a busy machine changes little.</summary>
internal static class BaselineScenario
{
    public const string Help = """
          --conversations N  that answer each other, default 100
          --rate N           messages per second of the steady part, default 500
          --rounds N         default 3; the medians count
          --seconds N        length of each measurement, default 6
          --warmup N         seconds before each measurement, default 3; before the first round 10
          --herd N           customers alone, who then all lose their connection at once, default 500
          --idle N           conversations that are opened to measure memory, default 200
          --texts FILE       a text a line; otherwise a few of our own
        """ + "\n" + PortalOptions.Help;

    private static readonly BaselineKind[] Kinds = [BaselineKind.Circuit, BaselineKind.Hub, BaselineKind.Socket];

    public static async Task RunAsync(string[] args)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(20));
        var run = new Plan(
            Math.Clamp(Arguments.Number(args, "--conversations", 100), 1, 200), Math.Clamp(Arguments.Number(args, "--rate", 500), 1, 5000),
            TimeSpan.FromSeconds(Math.Clamp(Arguments.Number(args, "--warmup", 3), 1, 60)), TimeSpan.FromSeconds(Math.Clamp(Arguments.Number(args, "--seconds", 6), 1, 60)), LoadTexts.From(Arguments.Text(args, "--texts")));
        var targets = new List<ILoadTarget>();
        try
        {
            targets.Add(await PortalTarget.StartAsync(PortalOptions.From(args, agents: run.Conversations), limit.Token));
            foreach (var kind in Kinds) targets.Add(await BaselineTarget.StartAsync(kind, limit.Token));
            var table = new BaselineTable();
            // The first work after a start costs ten times as much, and none of it counts.
            foreach (var target in targets) await RoundAsync(target, run with { Warmup = TimeSpan.FromSeconds(10), Length = TimeSpan.FromSeconds(1) }, new(), limit.Token);
            foreach (var target in targets) await IdleAsync(target, Math.Clamp(Arguments.Number(args, "--idle", 200), 1, 2000), table, limit.Token);
            foreach (var target in targets) await GuestLoad.MeasureAsync(target, Math.Clamp(Arguments.Number(args, "--herd", 500), 1, 5000), table, limit.Token);
            var rounds = Math.Clamp(Arguments.Number(args, "--rounds", 3), 1, 9);
            for (var round = 0; round < rounds; round++)
            {
                Console.WriteLine($"round {round + 1} of {rounds}, load average {LoadRun.LoadAverage()}; disk: {Calibration.Measure(Path.GetTempPath())}");
                // In another order each time.
                for (var n = 0; n < targets.Count; n++) await RoundAsync(targets[(n + round) % targets.Count], run, table, limit.Token);
            }

            table.Print(Console.Out);
            Console.WriteLine(table.Json());
        }
        catch
        {
            foreach (var target in targets) await Console.Error.WriteLineAsync($"{target.Name} has said:{Environment.NewLine}{target.Server.Said}");
            throw;
        }
        finally
        {
            foreach (var target in targets) await target.DisposeAsync();
        }
    }

    private static async Task RoundAsync(ILoadTarget target, Plan run, BaselineTable table, CancellationToken ct)
    {
        var closed = await PingPongScenario.MeasureAsync(target, run.Arguments, run.Texts, ct);
        var steady = await SteadyLoad.MeasureAsync(target, run.Conversations, run.Rate, run.Warmup, run.Length, run.Texts, ct);
        Add(closed, "messagesPerSecond", "messagesPerSecond", "closed loop", "messages/s");
        Add(closed, "cpuMsPerMessage", "cpuMsPerMessage", "closed loop, processor per message", "ms");
        Add(steady, "p50Ms", "steadyP50Ms", $"{run.Rate}/s, p50", "ms");
        Add(steady, "p95Ms", "steadyP95Ms", $"{run.Rate}/s, p95", "ms");
        Add(steady, "p99Ms", "steadyP99Ms", $"{run.Rate}/s, p99", "ms");
        Add(steady, "cpuMsPerMessage", "steadyCpuMsPerMessage", $"{run.Rate}/s, processor per message", "ms");
        Add(closed, "openedPerSecond", "openedPerSecond", "conversations opened, both ends", "/s");

        void Add(LoadReport report, string from, string key, string what, string unit) => table.Add(target.Name, key, what, unit, report[from]);
    }

    private static async Task IdleAsync(ILoadTarget target, int count, BaselineTable table, CancellationToken ct)
    {
        var before = target.Server.ResidentKib();
        var (talks, _) = await LoadRun.OpenAsync(count, (n, stop) => LoadTalk.BeginAsync(target, n, null, stop), ct);
        await Task.Delay(TimeSpan.FromSeconds(2), ct);
        table.Add(target.Name, "kibPerConversation", "memory per idle conversation, both ends", "KiB", (target.Server.ResidentKib() - before) / (double)count);
        await LoadRun.CloseAsync(talks);
    }

    private sealed record Plan(int Conversations, int Rate, TimeSpan Warmup, TimeSpan Length, LoadTexts Texts)
    {
        public string[] Arguments => ["--conversations", $"{Conversations}", "--seconds", $"{Length.TotalSeconds:0}", "--warmup", $"{Warmup.TotalSeconds:0}"];
    }
}
