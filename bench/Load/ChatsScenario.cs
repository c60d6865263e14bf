using System.Diagnostics;
using Portal.Bench.Circuits;
using Portal.Bench.Shared;

namespace Portal.Bench.Load;

/// <summary>Many open chats: idle, then answering one message each, while some conversations talk at a fixed rate.</summary>
internal static class ChatsScenario
{
    public const string Help = """
          --chats N          open customer chats, default 2000; at most 20000
          --idle N           seconds for which they are left alone, default 30; afterwards each must still be connected
          --answer N         then so many of them write one message each, 100 a second, default all
          --talking N        then so many further conversations with both ends, default 100; 0 for none
          --rate R           messages per second in them, with log-normal gaps, default 500
          --seconds N        length of that, default 30; at most 120
          --warmup N         seconds before it, default 15
          --texts FILE       a text a line; otherwise a few of our own
        """ + "\n" + PortalOptions.Help;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(string[] args)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await using var target = await PortalTarget.StartAsync(PortalOptions.From(args, agents: Math.Clamp(Arguments.Number(args, "--talking", 100), 1, 200)), limit.Token);
        await LoadRun.RunAsync(target, () => MeasureAsync(target, args, limit.Token));
    }

    private static async Task<LoadReport> MeasureAsync(PortalTarget target, string[] args, CancellationToken ct)
    {
        var count = Math.Clamp(Arguments.Number(args, "--chats", 2000), 0, 20_000);
        var idle = Math.Clamp(Arguments.Number(args, "--idle", 30), 0, 600);
        var answering = Math.Clamp(Arguments.Number(args, "--answer", count), 0, count);
        var talking = Math.Clamp(Arguments.Number(args, "--talking", 100), 0, 500);
        Console.WriteLine($"chats: {target.Name}, {count} chats, load average {LoadRun.LoadAverage()}");
        var report = new LoadReport("chats", target.Name);
        report.Add(Calibration.Measure(Path.GetTempPath()));
        CustomerChat[] chats = [];
        if (count > 0)
        {
            chats = await ChatRoom.OpenAsync(target, count, recovers: false, report, ct);
            await Task.Delay(TimeSpan.FromSeconds(idle), ct);
            report.Add($"still connected after {idle} s", await AliveAsync(chats), "", "alive");
            if (answering > 0) await AnswerAsync(chats[..answering], report, ct);
        }

        if (talking > 0) await SteadyAsync(target, talking, args, report, ct);
        await LoadRun.CloseAsync(chats);
        return report;
    }

    /// <summary>The same against any server: conversations with both ends at a fixed rate.</summary>
    public static async Task SteadyAsync(ILoadTarget target, int talking, string[] args, LoadReport report, CancellationToken ct)
    {
        var rate = Math.Clamp(Arguments.Number(args, "--rate", 500), 1, 20_000);
        var seconds = Math.Clamp(Arguments.Number(args, "--seconds", 30), 1, 120);
        var warmup = Math.Clamp(Arguments.Number(args, "--warmup", 15), 0, 120);
        var texts = LoadTexts.From(Arguments.Text(args, "--texts"));
        var (talks, _) = await LoadRun.OpenAsync(talking, (n, stop) => LoadTalk.BeginAsync(target, n, null, stop), ct);
        var random = new Random(2);
        await OpenLoop.RunAsync(rate, TimeSpan.FromSeconds(warmup), Send, ct);
        foreach (var talk in talks) talk.Measures = true;
        var meter = new Meter(target.Server);
        var sent = await OpenLoop.RunAsync(rate, TimeSpan.FromSeconds(seconds), Send, ct);
        meter.AddTo(report, sent);
        await LoadRun.SettleAsync(talks, AnswerLimit);
        var figures = new LoadFigures();
        foreach (var talk in talks) talk.AddTo(figures);
        report.Add(figures);
        await LoadRun.CloseAsync(talks);
        figures.ThrowIfBroken();

        // What fails is seen when everything has to be taken.
        void Send(long due) => _ = talks[random.Next(talks.Length)].SendAsync(random.Next(2) == 0 ? End.Customer : End.Staff, texts.Next(random), due, ct);
    }

    private static async Task<int> AliveAsync(CustomerChat[] chats)
    {
        var circuits = await Task.WhenAll(chats.Select(c => c.AliveAsync(default)));
        return circuits.Count(c => !c.Closed.IsCompleted);
    }

    /// <summary>Each writes once and sees it drawn.</summary>
    private static async Task AnswerAsync(CustomerChat[] chats, LoadReport report, CancellationToken ct)
    {
        const int PerSecond = 100;
        var answered = new List<Task<float?>>(chats.Length);
        await OpenLoop.RunAsync(PerSecond, TimeSpan.FromSeconds((double)chats.Length / PerSecond * 1.5), due =>
        {
            if (answered.Count < chats.Length) answered.Add(OneAsync(chats[answered.Count], due));
        }, ct);
        var delays = await Task.WhenAll(answered);
        var figures = new LoadFigures { Sent = delays.Length };
        figures.Delays.AddRange(delays.OfType<float>());
        report.Add("wrote one message and saw it drawn", figures.Delays.Count, $"of {chats.Length:N0}", "answered");
        report.Add("that took, 50 % / 99 % within", $"{figures.Within(.5):0.#} / {figures.Within(.99):0.#} ms");

        async Task<float?> OneAsync(CustomerChat chat, long due)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(AnswerLimit);
            try
            {
                await chat.SendAsync(Guid.CreateVersion7(), "Are you there?", limit.Token);
                var seen = await chat.SeeAsync("Are you there?", limit.Token);
                return (float)Stopwatch.GetElapsedTime(due, seen.Moment).TotalMilliseconds;
            }
            catch (Exception fault) when (Tab.IsLoss(fault) || fault is ServerFaultException)
            {
                return null;
            }
        }
    }
}
