using System.Globalization;
using System.Text.Json;

namespace Portal.Bench.Load;

/// <summary>A readable table of one run, and its last line as JSON.</summary>
internal sealed class LoadReport(string scenario, string target)
{
    private readonly Dictionary<string, object?> json = new() { ["scenario"] = scenario, ["target"] = target };

    /// <summary>A line of the table; with <paramref name="key"/> also a field of the JSON.</summary>
    public void Add(string what, double value, string unit, string? key = null)
    {
        Console.WriteLine($"  {what,-52} {value.ToString(Math.Abs(value) >= 1000 ? "N0" : "0.###", CultureInfo.InvariantCulture),12} {unit}");
        if (key is not null) json[key] = Math.Round(value, 3);
    }

    public void Add(string what, string value, string? key = null)
    {
        Console.WriteLine($"  {what,-52} {value}");
        if (key is not null) json[key] = value;
    }

    public void Add(Calibration disk)
    {
        Add("disk", disk.ToString());
        (json["appendsPerSecond"], json["commitsPerSecond"]) = (disk.AppendsPerSecond, disk.CommitsPerSecond);
    }

    /// <summary>A figure of the JSON.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public double this[string key] => Convert.ToDouble(json[key], CultureInfo.InvariantCulture);

    /// <summary>Delays and faults.</summary>
    public void Add(LoadFigures figures)
    {
        foreach (var (share, key) in ((double, string)[])[(.5, "p50Ms"), (.95, "p95Ms"), (.99, "p99Ms")])
        {
            if (figures.Within(share) is { } ms) Add($"due time to the other end, {share:P0} within", ms, "ms", key);
        }

        Add("messages checked at both ends", figures.Sent, "", "messages");
        Add("lost / doubled / reordered", $"{figures.Lost} / {figures.Doubled} / {figures.Reordered}");
        (json["lost"], json["doubled"], json["reordered"]) = (figures.Lost, figures.Doubled, figures.Reordered);
    }

    public string Json => JsonSerializer.Serialize(json);
}
