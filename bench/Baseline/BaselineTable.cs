using System.Globalization;
using System.Text.Json;

namespace Portal.Bench.Baseline;

/// <summary>What each server achieved in each round, side by side. The middle of the rounds counts, so that one disturbed round does not decide.</summary>
internal sealed class BaselineTable
{
    public const string Portal = "Portal", Circuit = "bare circuit", Hub = "bare hub";

    private readonly List<string> targets = [];
    private readonly List<(string Key, string What, string Unit)> figures = [];
    private readonly Dictionary<(string Target, string Key), List<double>> values = [];

    /// <param name="key">Its name in the JSON.</param>
    /// <param name="what">Its row in the table.</param>
    public void Add(string target, string key, string what, string unit, double value)
    {
        if (!targets.Contains(target)) targets.Add(target);
        if (!figures.Any(f => f.Key == key)) figures.Add((key, what, unit));
        if (!values.TryGetValue((target, key), out var all)) values[(target, key)] = all = [];
        all.Add(value);
    }

    /// <summary>Null where nothing was measured.</summary>
    public double? Median(string target, string key)
    {
        if (!values.TryGetValue((target, key), out var all)) return null;
        var sorted = all.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Portal's figure as a multiple of another server's; null where one of them is missing or nothing.</summary>
    public double? Ratio(string key, string to) => Median(Portal, key) is { } mine && Median(to, key) is { } other and not 0 ? mine / other : null;

    public void Print(TextWriter into)
    {
        into.WriteLine($"  {"median (all rounds)",-40}{string.Concat(targets.Select(t => $"{t,30}"))}{"to bare circuit",17}{"to bare hub",13}");
        foreach (var (key, what, unit) in figures)
            into.WriteLine($"  {$"{what}, {unit}",-40}{string.Concat(targets.Select(t => $"{Cell(t, key),30}"))}{Short(Ratio(key, Circuit)),17}{Short(Ratio(key, Hub)),13}");
    }

    /// <summary>One line: each server's medians and rounds, and the two ratios that have a budget.</summary>
    public string Json() => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["scenario"] = "baseline",
        ["ratioToBareCircuit"] = Rounded(Ratio("messagesPerSecond", Circuit)),
        ["cpuRatioToBareHub"] = Rounded(Ratio("steadyCpuMsPerMessage", Hub)),
        ["targets"] = targets.ToDictionary(t => t, t => figures.Where(f => values.ContainsKey((t, f.Key))).ToDictionary(f => f.Key, f => (object)new { median = Rounded(Median(t, f.Key)), rounds = values[(t, f.Key)].Select(v => Rounded(v)) })),
    });

    private string Cell(string target, string key) => Median(target, key) is { } median
        ? values[(target, key)] is { Count: > 1 } rounds ? $"{Short(median)} ({string.Join("/", rounds.Select(r => Short(r)))})" : Short(median)
        : "-";

    private static double? Rounded(double? value) => value is { } v ? Math.Round(v, 3) : null;

    private static string Short(double? value) => value is { } v ? v.ToString(v >= 100 ? "0" : v >= 10 ? "0.0" : "0.##", CultureInfo.InvariantCulture) : "";
}
