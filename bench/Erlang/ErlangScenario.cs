using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Portal.Bench.Shared;
using Portal.Domain.Routing;

namespace Portal.Bench.Erlang;

/// <summary>The product's routing rules against the theory of waiting lines, and beside the policies of peers.</summary>
internal static class ErlangScenario
{
    public const string Help = """
        --arrivals N   of each case (default 1,000,000; 3,000,000 where agents are busy 93 % of the time or more)
        """;

    /// <summary>From this occupancy on a run needs more arrivals.</summary>
    private const double Busy = 0.93;

    /// <summary>
    /// Of intervals that hold the truth in 95 of 100 cases, some of many do not. All of them together do so in 95 of 100 runs when
    /// each is wider by this: Student's t at 1 − 0.025 ÷ 47 for the 47 values of theory, ÷ that at 97.5 % (Bonferroni).
    /// </summary>
    private const double Together = 3.86 / 2.093;

    private static readonly List<(string What, bool Within)> Theory = [];
    private static readonly List<(string What, bool Holds)> Checks = [];
    private static readonly CultureInfo C = CultureInfo.InvariantCulture;

    public static Task RunAsync(string[] args)
    {
        var usual = Arguments.Number(args, "--arrivals", 1_000_000);
        var began = Stopwatch.GetTimestamp();
        Console.WriteLine("The rules of Portal.Domain/Routing on a virtual clock; 20 batch means, 95 % confidence intervals.\n");
        OneLine(usual);
        Impatient(usual);
        var (pooled, byIdle, chain) = Skills(usual);
        Peers(byIdle, chain);
        var agrees = Checks.Count(c => c.Holds);
        Console.WriteLine($"\n{Theory.Count(t => t.Within)} of {Theory.Count} values of theory lie within their 95 % interval, {0.05 * Theory.Count:F0} outside are expected by chance; all together are held against intervals {Together:F2} times as wide");
        foreach (var (what, _) in Theory.Where(t => !t.Within)) Console.WriteLine($"  outside: {what}");
        Console.WriteLine($"{agrees} of {Checks.Count} checks hold, {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
        foreach (var (what, _) in Checks.Where(c => !c.Holds)) Console.WriteLine($"  not: {what}");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            scenario = "erlang", checks = Checks.Count, hold = agrees, pooledWait = pooled.Wait.Mean, chainWait = chain.Ours.Wait.Mean, chainMeanWait = chain.Ours.MeanWait.Mean,
            idleBesideWork = pooled.IdleBesideWork + chain.Ours.IdleBesideWork, seconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
        }));
        if (agrees < Checks.Count) Environment.ExitCode = 1;
        return Task.CompletedTask;
    }

    private static int ArrivalsFor(double load, int agents, int usual) => load / agents >= Busy ? 3 * usual : usual;

    private static void OneLine(int usual)
    {
        Console.WriteLine($"{"M/M/N",-26}{"P(wait) theory",15}{"simulated",20}{"mean wait s",13}{"simulated",20}{"within",10}{"simulated",18}{"busy cv",9}{"idle",6}{"s",6}");
        foreach (var (perHour, handling, within, teams) in new (double, double, double, int[])[] { (200, 180, 20, [11, 12, 13, 14, 15]), (720, 240, 15, [50, 55, 60]), (120, 600, 30, [24, 26]) })
        {
            foreach (var n in teams)
            {
                var load = perHour / 3600 * handling;
                var traffic = new Traffic($"a={load:F0} N={n}", n, perHour / 3600, handling, ArrivalsFor(load, n, usual));
                var seen = ErlangRun.Play(traffic, within, AgentChoice.LongestIdle);
                var (wait, mean, inTime) = (ErlangFormulas.Waiting(n, load), ErlangFormulas.MeanWait(n, load, handling), ErlangFormulas.Within(n, load, handling, within));
                Console.WriteLine($"{traffic.Name,-26}{wait,15:F6}{Text(seen.Wait, "F4"),20}{mean,13:F3}{Text(seen.MeanWait, "F3"),20}{inTime,10:F4}{Text(seen.Within, "F4"),18}{seen.BusyVariation,9:P2}{seen.IdleBesideWork,6}{seen.Seconds,6:F1}");
                Agrees($"{traffic.Name}: P(wait)", wait, seen.Wait);
                Agrees($"{traffic.Name}: mean wait", mean, seen.MeanWait);
                Agrees($"{traffic.Name}: within {within} s", inTime, seen.Within);
                Fair(traffic.Name, seen);
            }
        }
    }

    private static void Impatient(int usual)
    {
        Console.WriteLine($"\n{"Erlang A, patience 120 s",-26}{"P(wait) theory",15}{"simulated",20}{"P(abandon)",13}{"simulated",20}{"E[W] s",10}{"simulated",18}{"busy cv",9}{"idle",6}{"s",6}");
        foreach (var n in new[] { 10, 12, 14, 16 })
        {
            var traffic = new Traffic($"a=10 N={n}", n, 200 / 3600.0, 180, ArrivalsFor(10 * 0.87, n, usual), Patience: 120);
            var seen = ErlangRun.Play(traffic, 20, AgentChoice.LongestIdle);
            var (wait, abandon, mean) = ErlangFormulas.Impatient(n, traffic.PerSecond, 180, 120);
            Console.WriteLine($"{traffic.Name,-26}{wait,15:F6}{Text(seen.Wait, "F4"),20}{abandon,13:F6}{Text(seen.Abandon, "F4"),20}{mean,10:F4}{Text(seen.MeanWait, "F3"),18}{seen.BusyVariation,9:P2}{seen.IdleBesideWork,6}{seen.Seconds,6:F1}");
            Agrees($"Erlang A N={n}: P(wait)", wait, seen.Wait);
            Agrees($"Erlang A N={n}: P(abandon)", abandon, seen.Abandon);
            Agrees($"Erlang A N={n}: E[W]", mean, seen.MeanWait);
            Fair($"Erlang A N={n}", seen);
        }
    }

    private static (ErlangFigures Pooled, ErlangFigures ByIdle, (Traffic Traffic, ErlangFigures Ours) Chain) Skills(int usual)
    {
        const int types = 6, each = 15, agents = types * each;
        const double handling = 600, within = 30, load = 14;
        var perSecond = types * load / handling;
        Traffic Of(string name, Func<int, int[]> skills) => new(name, agents, perSecond, handling, ArrivalsFor(types * load, agents, usual), types, skills);
        Console.WriteLine($"\n{"6 types × 14 Erl, 90 agents",-30}{"P(wait)",20}{"mean wait min",20}{"within 0.5 min",20}{"worst type",12}{"busy cv",9}{"idle",6}{"s",6}");
        ErlangFigures Show(Traffic traffic, AgentChoice choice)
        {
            var seen = ErlangRun.Play(traffic, within, choice);
            var minutes = (Mean: seen.MeanWait.Mean / 60, Half: seen.MeanWait.Half / 60);
            Console.WriteLine($"{traffic.Name,-30}{Text(seen.Wait, "F4"),20}{Text(minutes, "F4"),20}{Text(seen.Within, "F4"),20}{seen.WorstType,12:F3}{seen.BusyVariation,9:P2}{seen.IdleBesideWork,6}{seen.Seconds,6:F1}");
            return seen;
        }

        var dedicated = Show(Of("1 skill each", n => [n / each]), AgentChoice.LongestIdle);
        var chainTraffic = Of("2 skills each, a chain", n => [n / each, ((n / each) + 1) % types]);
        var chain = Show(chainTraffic, AgentChoice.LongestIdle);
        var pooled = Show(Of("all 6 skills", _ => [0, 1, 2, 3, 4, 5]), AgentChoice.LongestIdle);
        Agrees("1 skill: P(wait) of M/M/15", ErlangFormulas.Waiting(each, load), dedicated.Wait);
        Agrees("1 skill: mean wait of M/M/15", ErlangFormulas.MeanWait(each, load, handling), dedicated.MeanWait);
        Agrees("all skills: P(wait) of M/M/90", ErlangFormulas.Waiting(agents, types * load), pooled.Wait);
        Agrees("all skills: mean wait of M/M/90", ErlangFormulas.MeanWait(agents, types * load, handling), pooled.MeanWait);
        Agrees("all skills: within 30 s of M/M/90", ErlangFormulas.Within(agents, types * load, handling, within), pooled.Within);
        Check("the chain's P(wait) is within 0.10 of the pooled one", Math.Abs(chain.Wait.Mean - pooled.Wait.Mean) <= 0.10);
        Check("the chain's mean wait is at least five times below the dedicated one", chain.MeanWait.Mean * 5 <= dedicated.MeanWait.Mean);
        Check("no type of the chain waits more than 1.1 times the mean", chain.WorstType <= 1.1);
        foreach (var (name, seen) in new[] { ("1 skill", dedicated), ("chain", chain), ("all skills", pooled) }) Check($"{name}: no agent idles beside work that they could take", seen.IdleBesideWork == 0 && seen.Looked > 0);
        Check("chain: busy times vary by at most 0.5 %", chain.BusyVariation <= 0.005);
        Check("all skills: busy times vary by at most 0.5 %", pooled.BusyVariation <= 0.005);
        var spare = Show(chainTraffic with { Name = "2 skills, a chain, best fit" }, AgentChoice.BestFit);
        Check("the chain by best fit waits no longer than by longest idle", spare.Wait.Mean <= chain.Wait.Mean && spare.MeanWait.Mean <= chain.MeanWait.Mean);
        Check("the chain by best fit: no agent idles beside work that they could take", spare.IdleBesideWork == 0 && spare.Looked > 0);
        Check("the chain by best fit: busy times vary by at most 0.5 %", spare.BusyVariation <= 0.005);
        return (pooled, chain, (chainTraffic, spare));
    }

    private static void Peers(ErlangFigures byIdle, (Traffic Traffic, ErlangFigures Ours) chain)
    {
        Console.WriteLine($"\n{"the chain's traffic under",-30}{"P(wait)",20}{"mean wait min",20}{"within 0.5 min",20}{"99 % below s",14}{"busy cv",12}");
        var ours = chain.Ours;
        Line("Portal, best fit", ours.Wait, ours.MeanWait, ours.Within, ours.Tail, ours.BusyVariation);
        Line("Portal, longest idle", byIdle.Wait, byIdle.MeanWait, byIdle.Within, byIdle.Tail, byIdle.BusyVariation);
        foreach (var policy in Enum.GetValues<PeerPolicy>())
        {
            var theirs = PeerRun.Play(chain.Traffic, 30, policy);
            Line(policy switch { PeerPolicy.FewestOpen => "fewest open, at arrival", PeerPolicy.RoundRobin => "round robin, at arrival", _ => $"no skills, {PeerRun.Look:F0} s to hand on" }, theirs.Wait, theirs.MeanWait, theirs.Within, theirs.Tail, theirs.BusyVariation);
            Check($"ahead of {policy}: P(wait), mean wait, and what 99 of 100 wait", ours.Wait.Mean < theirs.Wait.Mean && ours.MeanWait.Mean < theirs.MeanWait.Mean && ours.Tail < theirs.Tail);
        }

        static void Line(string name, (double, double) wait, (double Mean, double Half) mean, (double, double) within, int tail, double variation) =>
            Console.WriteLine($"{name,-30}{Text(wait, "F4"),20}{Text((mean.Mean / 60, mean.Half / 60), "F4"),20}{Text(within, "F4"),20}{tail,14}{variation,12:P2}");
    }

    private static void Fair(string name, ErlangFigures seen)
    {
        Check($"{name}: no agent idles beside work that they could take", seen.IdleBesideWork == 0 && seen.Looked > 0);
        Check($"{name}: busy times vary by at most 0.5 %", seen.BusyVariation <= 0.005);
    }

    private static void Agrees(string what, double theory, (double Mean, double Half) seen) =>
        Agrees($"{what}: {theory.ToString("F5", C)}, seen {Text(seen, "F5")}", Math.Abs(theory - seen.Mean), seen.Half);

    private static void Agrees(string what, double off, double half)
    {
        Theory.Add((what, off <= half));
        Check(what, off <= half * Together);
    }

    private static void Check(string what, bool holds) => Checks.Add((what, holds));

    private static string Text((double Mean, double Half) value, string format) => $"{value.Mean.ToString(format, C)} ± {value.Half.ToString(format, C)}";
}
