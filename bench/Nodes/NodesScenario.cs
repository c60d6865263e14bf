using Portal.Bench.Load;
using Portal.Bench.Shared;

namespace Portal.Bench.Nodes;

/// <summary>
/// What further nodes cost: the same traffic through one node on PostgreSQL and through several that share it and a Redis. On one
/// machine several nodes get no more processors than one had: what tells is the processor time per message.
/// </summary>
internal static class NodesScenario
{
    public const string Help = """
          --redis HOST:PORT  over which the nodes hear each other; needed
          --nodes LIST       numbers of nodes, one after the other, default 1,2; each at most 4
          --conversations N  each with its customer's chat and a workspace, spread over the nodes, default 100; at most 200
          --rate R           messages per second of all, half from each side, log-normal gaps, default 150
          --seconds N        length of the measurement at that rate, default 20; at most 120
          --warmup N         seconds before, default 40: each node has to get warm with its share alone
          --loop N           seconds of the closed loop afterwards, default 15; at most 120
          --texts FILE       a text a line; otherwise a few of our own
        """ + "\n" + PortalOptions.Help + """


        The server of --postgres is needed too, with a hundred connections or more; a node takes up to 30 unless "Maximum Pool Size"
        says otherwise. One node runs without Redis, as an installation of one node does.
        """;

    private const int MostNodes = 4;

    public static async Task RunAsync(string[] args)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        var options = PortalOptions.From(args, agents: Math.Clamp(Arguments.Number(args, "--conversations", 100), 1, 200));
        var postgres = options.Postgres ?? throw new ArgumentException("--postgres is missing.");
        var redis = Arguments.Text(args, "--redis") ?? throw new ArgumentException("--redis is missing.");
        var counts = (Arguments.Text(args, "--nodes") ?? "1,2").Split(',').Select(n => Math.Clamp(int.Parse(n, System.Globalization.CultureInfo.InvariantCulture), 1, MostNodes)).ToList();
        var rate = Math.Clamp(Arguments.Number(args, "--rate", 150), 1, 20_000);
        var (warmup, length, loop) = (Seconds("--warmup", 40, 0), Seconds("--seconds", 20, 1), Seconds("--loop", 15, 5));
        var texts = LoadTexts.From(Arguments.Text(args, "--texts"));
        Console.WriteLine($"nodes: {options.Agents} conversations, {rate} messages/s, {length.TotalSeconds:0} s after {warmup.TotalSeconds:0} s, then {loop.TotalSeconds:0} s as fast as they go; load average {LoadRun.LoadAverage()}");
        Console.WriteLine($"  disk: {Calibration.Measure(Path.GetTempPath())}");
        var runs = new List<NodesFigures>();
        foreach (var count in counts)
        {
            await using var target = await PortalTarget.StartAsync(options with { Nodes = count, Redis = count > 1 ? redis : null }, limit.Token);
            try
            {
                runs.Add(await new NodesRun(target, new(postgres, redis), texts, limit.Token).MeasureAsync(options.Agents, rate, warmup, length, loop));
                Console.WriteLine($"  {count} measured");
            }
            catch
            {
                foreach (var node in target.Servers) Console.Error.WriteLine($"{node.Address} has said:{Environment.NewLine}{node.Said}");
                throw;
            }
        }

        foreach (var line in NodesTable.Lines(runs)) Console.WriteLine(line);
        Console.WriteLine(NodesTable.Json(runs));
        foreach (var run in runs) run.Whole.ThrowIfBroken();

        TimeSpan Seconds(string name, int otherwise, int least) => TimeSpan.FromSeconds(Math.Clamp(Arguments.Number(args, name, otherwise), least, 120));
    }
}
