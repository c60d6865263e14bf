using Portal.Bench.Circuits;
using Portal.Bench.Shared;

namespace Portal.Bench.Load;

/// <summary>A whole team at work: agents with many conversations each, supervisors at the board, customers at their chats.</summary>
internal static class DeskScenario
{
    public const string Help = """
          --agents N         default 20
          --conversations C  of each agent, default 50; at most 50
          --boards N         supervisors at the live board, default 2
          --rate R           messages per second, half from each side, log-normal gaps, default 500
          --turn N           seconds after which an agent opens another conversation, default 4
          --confirm N        milliseconds until a browser's confirmation of what it has drawn arrives, default 0; at most 5000
          --seconds N        length of the measurement, default 40; at most 120
          --warmup N         seconds before, default 20
          --texts FILE       a text a line; otherwise a few of our own
        """ + "\n" + PortalOptions.Help;

    public static async Task RunAsync(string[] args)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(9));
        var agents = Math.Clamp(Arguments.Number(args, "--agents", 20), 1, 200);
        var each = Math.Clamp(Arguments.Number(args, "--conversations", 50), 1, 50);
        await using var target = await PortalTarget.StartAsync(PortalOptions.From(args, agents, each) with { Present = false }, limit.Token);
        await LoadRun.RunAsync(target, () => MeasureAsync(target, agents, each, args, limit.Token));
    }

    private static async Task<LoadReport> MeasureAsync(PortalTarget target, int agents, int each, string[] args, CancellationToken ct)
    {
        var boards = Math.Clamp(Arguments.Number(args, "--boards", 2), 0, 50);
        var rate = Math.Clamp(Arguments.Number(args, "--rate", 500), 1, 20_000);
        var turn = Math.Clamp(Arguments.Number(args, "--turn", 4), 1, 600);
        var seconds = Math.Clamp(Arguments.Number(args, "--seconds", 40), 1, 120);
        var warmup = Math.Clamp(Arguments.Number(args, "--warmup", 20), 0, 120);
        var texts = LoadTexts.From(Arguments.Text(args, "--texts"));
        Console.WriteLine($"desk: {agents} agents with {each} conversations each, {boards} boards, {rate} messages/s, load average {LoadRun.LoadAverage()}");
        var report = new LoadReport("desk", target.Name);
        report.Add(Calibration.Measure(Path.GetTempPath()));

        await using var room = new DeskRoom(target, TimeSpan.FromMilliseconds(Math.Clamp(Arguments.Number(args, "--confirm", 0), 0, 5000)));
        await room.EnterAsync(target.Agents, ct);
        var watched = new List<BoardTab>();
        for (var n = 0; n < boards; n++)
        {
            var board = new BoardTab(target.Server.Address, await target.SignInSupervisorAsync(ct)) { RecoversItself = false };
            await board.OpenAsync(ct);
            watched.Add(board);
        }

        var (talks, took) = await LoadRun.OpenAsync(agents * each, room.BeginAsync, ct);
        report.Add("conversations begun and opened at the desk", talks.Length / took.TotalSeconds, "/s", "openedPerSecond");
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var turning = Task.WhenAll(room.Mine.Keys.Select(desk => TurnAsync(desk)));

        var random = new Random(2);
        await OpenLoop.RunAsync(rate, TimeSpan.FromSeconds(warmup), Send, ct);
        foreach (var talk in talks) talk.Measures = true;
        var meter = new Meter(target.Server);
        var sent = await OpenLoop.RunAsync(rate, TimeSpan.FromSeconds(seconds), Send, ct);
        meter.AddTo(report, sent);
        report.Add("server's memory", target.Server.ResidentKib() / 1024.0, "MiB", "mib");
        await leave.CancelAsync();
        await turning;
        await LoadRun.SettleAsync(talks, TimeSpan.FromSeconds(30));
        var figures = new LoadFigures();
        foreach (var talk in talks) talk.AddTo(figures);
        report.Add(figures);
        report.Add("histories that differ at the desk", await room.CheckDesksAsync(ct), $"of {talks.Length:N0}", "wrongHistories");
        report.Add("changes drawn by the boards", (await Task.WhenAll(watched.Select(b => b.BatchesAsync()))).Sum(), "");
        await LoadRun.LeaveAsync(watched);
        figures.ThrowIfBroken();
        return report;

        // An agent answers anybody; half of the customers who write are those whom an agent looks at.
        void Send(long due)
        {
            var (talk, from) = (talks[random.Next(talks.Length)], random.Next(2) == 0 ? End.Customer : End.Staff);
            if (from is End.Customer && random.Next(2) == 0 && talks[random.Next(talks.Length)] is var other)
            {
                var desk = room.Mine.First(m => m.Value.Contains(other));
                talk = desk.Value.FirstOrDefault(t => t.IsLookedAt) ?? talk;
            }

            _ = talk.SendAsync(from, texts.Next(random), due, ct);
        }

        async Task TurnAsync(AgentDesk desk)
        {
            for (var n = 0; !leave.IsCancellationRequested; n++)
            {
                await Task.Delay(TimeSpan.FromSeconds(turn), leave.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                if (!leave.IsCancellationRequested) await room.ShowAsync(desk, room.Mine[desk][n % room.Mine[desk].Count], ct);
            }
        }
    }
}
