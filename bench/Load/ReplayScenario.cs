using System.Diagnostics;
using Portal.Bench.Shared;

namespace Portal.Bench.Load;

/// <summary>Conversations that people had, typed again at many times their speed.</summary>
internal static class ReplayScenario
{
    public const string Help = """
          --file TSV         domain, conversation, turn, utterance; a line of headings first
          --conversations N  so many of them, all at the same time, default 200; at most 1000
          --speed X          1 to 50 times, default 20
          --agents N         default 20
          --minutes N        at most so long, default 4; what is not finished by then is not sent
        """ + "\n" + PortalOptions.Help;

    /// <summary>Letters that a person types in a second, and the time to read and think before.</summary>
    private const double LettersPerSecond = 4, ThinkingSeconds = 6;

    public static async Task RunAsync(string[] args)
    {
        var talks = Read(Arguments.Text(args, "--file") ?? throw new ArgumentException("Name a file: --file TSV."), Math.Clamp(Arguments.Number(args, "--conversations", 200), 1, 1000));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var agents = Math.Clamp(Arguments.Number(args, "--agents", 20), (talks.Count + 49) / 50, 200);
        await using var target = await PortalTarget.StartAsync(PortalOptions.From(args, agents) with { Present = false }, limit.Token);
        await LoadRun.RunAsync(target, () => MeasureAsync(target, talks, args, limit.Token));
    }

    private static async Task<LoadReport> MeasureAsync(PortalTarget target, IReadOnlyList<string[]> written, string[] args, CancellationToken ct)
    {
        var speed = Math.Clamp(Arguments.Number(args, "--speed", 20), 1, 50);
        var end = Stopwatch.GetTimestamp() + (Math.Clamp(Arguments.Number(args, "--minutes", 4), 1, 8) * 60 * Stopwatch.Frequency);
        Console.WriteLine($"replay: {written.Count} conversations, {written.Sum(t => t.Length)} turns at {speed} times their speed, load average {LoadRun.LoadAverage()}");
        var report = new LoadReport("replay", target.Name);
        report.Add(Calibration.Measure(Path.GetTempPath()));
        await using var room = new DeskRoom(target);
        await room.EnterAsync(target.Agents, ct);
        var (talks, _) = await LoadRun.OpenAsync(written.Count, room.BeginAsync, ct);
        foreach (var talk in talks) talk.Measures = true;
        var (meter, answers) = (new Meter(target.Server), LoadTexts.From(null));
        await Task.WhenAll(talks.Select((talk, n) => TypeAsync(talk, written[n], new Random(n))));
        await LoadRun.SettleAsync(talks, TimeSpan.FromSeconds(30));
        var figures = new LoadFigures();
        foreach (var talk in talks) talk.AddTo(figures);
        meter.AddTo(report, figures.Sent);
        report.Add(figures);
        report.Add("histories that differ at the desk", await room.CheckDesksAsync(ct), $"of {talks.Length:N0}", "wrongHistories");
        figures.ThrowIfBroken();
        return report;

        async Task TypeAsync(LoadTalk talk, string[] turns, Random random)
        {
            foreach (var turn in turns)
            {
                await Pause(turn.Length);
                if (Stopwatch.GetTimestamp() > end) return;
                await talk.SendAsync(End.Customer, turn, Stopwatch.GetTimestamp(), ct);
                // The desk answers every second turn; people write several in a row.
                if (random.Next(2) == 0) continue;
                var answer = answers.Next(random);
                await Pause(answer.Length);
                await talk.SendAsync(End.Staff, answer, Stopwatch.GetTimestamp(), ct);
            }

            Task Pause(int letters) => Task.Delay(TimeSpan.FromSeconds((ThinkingSeconds * Math.Exp(random.NextDouble() - .5) + (letters / LettersPerSecond)) / speed), ct);
        }
    }

    private static List<string[]> Read(string file, int most)
    {
        var talks = new Dictionary<string, List<(int Turn, string Text)>>();
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            if (line.Split('\t') is not [_, var id, var turn, var text, ..] || !int.TryParse(turn, out var number) || text.Trim().Length == 0) continue;
            if (!talks.TryGetValue(id, out var turns))
            {
                if (talks.Count == most) continue;
                talks[id] = turns = [];
            }

            turns.Add((number, text.Trim()));
        }

        return talks.Count > 0 ? [.. talks.Values.Select(t => t.OrderBy(u => u.Turn).Select(u => u.Text).ToArray())] : throw new InvalidDataException($"{file} holds no conversation.");
    }
}
