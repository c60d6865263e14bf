using Portal.Bench.Circuits;
using Portal.Bench.Shared;

namespace Portal.Bench.Load;

/// <summary>What an agent's open workspace costs the server: more and more of them, each with a few conversations that were looked at.</summary>
internal static class WorkspacesScenario
{
    public const string Help = """
          --workspaces N     opened beside those that are there already, default 100; at most 2000
          --conversations C  that each has opened one after the other, default 5; at most 50
          --agents N         whose workspaces they are, in turn, default 20
          --idle N           seconds for which they are then left alone, default 15
        """ + "\n" + PortalOptions.Help;

    public static async Task RunAsync(string[] args)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(9));
        var agents = Math.Clamp(Arguments.Number(args, "--agents", 20), 1, 200);
        var each = Math.Clamp(Arguments.Number(args, "--conversations", 5), 1, 50);
        await using var target = await PortalTarget.StartAsync(PortalOptions.From(args, agents, each) with { Present = false }, limit.Token);
        await LoadRun.RunAsync(target, () => MeasureAsync(target, agents * each, args, limit.Token));
    }

    private static async Task<LoadReport> MeasureAsync(PortalTarget target, int conversations, string[] args, CancellationToken ct)
    {
        var count = Math.Clamp(Arguments.Number(args, "--workspaces", 100), 1, 2000);
        var idle = Math.Clamp(Arguments.Number(args, "--idle", 15), 0, 600);
        Console.WriteLine($"workspaces: {count} of {target.Agents.Count} agents with {conversations / target.Agents.Count} conversations each, load average {LoadRun.LoadAverage()}");
        var report = new LoadReport("workspaces", target.Name);

        // The first workspaces of the agents bring what the server needs once: code, caches, the conversations themselves.
        await using var room = new DeskRoom(target);
        await room.EnterAsync(target.Agents, ct);
        await LoadRun.OpenAsync(conversations, room.BeginAsync, ct);
        await Task.Delay(TimeSpan.FromSeconds(idle), ct);

        var before = target.Server.ResidentKib();
        var agents = target.Agents.ToArray();
        var (desks, took) = await LoadRun.OpenAsync(count, (n, stop) => OpenAsync(agents[n % agents.Length], stop), ct);
        await Task.Delay(TimeSpan.FromSeconds(idle), ct);
        var after = target.Server.ResidentKib();
        report.Add("workspaces opened, with all their conversations", count / took.TotalSeconds, "/s", "openedPerSecond");
        report.Add("server's memory before and after", $"{before / 1024:N0} and {after / 1024:N0} MiB");
        report.Add("for each workspace", (after - before) / (double)count, "KiB", "kibPerWorkspace");
        var circuits = await Task.WhenAll(desks.Select(d => d.AliveAsync(ct)));
        report.Add($"still connected after {idle} s", circuits.Count(c => !c.Closed.IsCompleted), "", "alive");
        await LoadRun.CloseAsync(desks);
        return report;

        async Task<AgentDesk> OpenAsync(Visitor agent, CancellationToken stop)
        {
            var desk = new AgentDesk(target.Server.Address, agent) { RecoversItself = false };
            await desk.OpenAsync(stop);
            foreach (var conversation in room.ConversationsOf(agent)) await desk.OpenAsync(conversation, stop);
            return desk;
        }
    }
}
