using System.Diagnostics;
using Portal.Bench.Baseline;
using Portal.Bench.Shared;

namespace Portal.Bench.Load;

/// <summary>Closed loop: each message is answered as soon as it has been drawn at the other end.</summary>
internal static class PingPongScenario
{
    public const string Help = """
          --conversations N  default 100
          --seconds N        length of the measurement, default 20; at most 120
          --warmup N         seconds before, default 15
          --texts FILE       a text a line; otherwise a few of our own
        """ + "\n" + Against.Help + "\n" + PortalOptions.Help;

    public static async Task RunAsync(string[] args)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        await using var target = await Against.StartAsync(args, agents: Math.Clamp(Arguments.Number(args, "--conversations", 100), 1, 200), limit.Token);
        await LoadRun.RunAsync(target, () => MeasureAsync(target, args, LoadTexts.From(Arguments.Text(args, "--texts")), limit.Token));
    }

    /// <summary>The same against any server.</summary>
    public static async Task<LoadReport> MeasureAsync(ILoadTarget target, string[] args, LoadTexts texts, CancellationToken ct)
    {
        var count = Math.Clamp(Arguments.Number(args, "--conversations", 100), 1, 2000);
        var seconds = Math.Clamp(Arguments.Number(args, "--seconds", 20), 1, 120);
        var warmup = Math.Clamp(Arguments.Number(args, "--warmup", 15), 0, 120);
        Console.WriteLine($"pingpong: {target.Name}, {count} conversations, {seconds} s after {warmup} s of warm-up, load average {LoadRun.LoadAverage()}");
        var report = new LoadReport("pingpong", target.Name);
        report.Add(Calibration.Measure(Path.GetTempPath()));

        var running = true;
        var reached = 0L;
        Exception? broken = null;
        var (talks, took) = await LoadRun.OpenAsync(count, (n, stop) => LoadTalk.BeginAsync(target, n, Answer, stop), ct);
        report.Add("conversations opened, both ends", count / took.TotalSeconds, "/s", "openedPerSecond");
        foreach (var talk in talks) Send(talk, End.Customer);
        await Task.Delay(TimeSpan.FromSeconds(warmup), ct);

        foreach (var talk in talks) talk.Measures = true;
        var (before, cpu, own, clock) = (Interlocked.Read(ref reached), target.Server.ProcessorSeconds(), OwnSeconds(), Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(seconds), ct);
        var messages = Interlocked.Read(ref reached) - before;
        (cpu, own) = (target.Server.ProcessorSeconds() - cpu, OwnSeconds() - own);
        var rate = messages / clock.Elapsed.TotalSeconds;
        Volatile.Write(ref running, false);
        await LoadRun.SettleAsync(talks, TimeSpan.FromSeconds(20));
        if (broken is not null) throw new InvalidOperationException("A message was not taken.", broken);

        var figures = new LoadFigures();
        foreach (var talk in talks) talk.AddTo(figures);
        report.Add("messages", rate, "/s", "messagesPerSecond");
        report.Add("server's processor time per message", cpu * 1000 / Math.Max(1, messages), "ms", "cpuMsPerMessage");
        report.Add("driver's processor time per message", own * 1000 / Math.Max(1, messages), "ms");
        report.Add(figures);
        await LoadRun.CloseAsync(talks);
        figures.ThrowIfBroken();
        return report;

        void Answer(LoadTalk talk, End from)
        {
            Interlocked.Increment(ref reached);
            if (Volatile.Read(ref running)) Send(talk, from is End.Customer ? End.Staff : End.Customer);
        }

        void Send(LoadTalk talk, End from) => _ = talk.SendAsync(from, texts.Next(Random.Shared), Stopwatch.GetTimestamp(), ct)
            .ContinueWith(t => broken ??= t.Exception, ct, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

        static double OwnSeconds()
        {
            using var self = Process.GetCurrentProcess();
            return self.TotalProcessorTime.TotalSeconds;
        }
    }
}
