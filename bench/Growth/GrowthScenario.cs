using System.Diagnostics;
using System.Text.Json;
using Portal.Bench.Shared;

namespace Portal.Bench.Growth;

/// <summary>The same work on a small and on a large history, in turns, so that a machine that slows down is fair to both.</summary>
internal static class GrowthScenario
{
    public const string Help = """
          --messages N        messages of the large database, default 1000000 (a tenth as many conversations)
          --small N           messages of the small one, default 10000
          --rounds N          times that everything is done on each, default 300
          --postgres TEXT     connection string of a server's database; "small" and "large" are appended to its name. Both must exist and be empty
        """;

    private const double Budget = 1.5;
    private const int WarmUp = 30;

    public static async Task RunAsync(string[] args)
    {
        var small = Plan(Arguments.Number(args, "--small", 10_000));
        var large = Plan(Arguments.Number(args, "--messages", 1_000_000));
        var rounds = Arguments.Number(args, "--rounds", 300);
        var folder = Directory.CreateTempSubdirectory("portal-growth-").FullName;
        try
        {
            await using var first = await MakeAsync(folder, "small", small, Arguments.Text(args, "--postgres"));
            await using var second = await MakeAsync(folder, "large", large, Arguments.Text(args, "--postgres"));
            var (few, many) = (await DeskWork.BeginAsync(first), await DeskWork.BeginAsync(second));
            Console.WriteLine($"{"",-34} {small.Messages,12:N0} {large.Messages,12:N0} {"ratio",7}   milliseconds, median of {rounds}");
            var result = new SortedDictionary<string, object>();
            var worst = 0.0;
            foreach (var name in DeskWork.Names)
            {
                var (a, b) = await MeasureAsync(few.Work(name), many.Work(name), rounds);
                worst = Math.Max(worst, b / a);
                Console.WriteLine($"{name,-34} {a,12:N3} {b,12:N3} {b / a,7:N2}{(b / a > Budget ? "   over the budget" : "")}");
                result[name] = new { smallMs = Math.Round(a, 3), largeMs = Math.Round(b, 3), ratio = Math.Round(b / a, 2) };
            }

            Console.WriteLine($"worst ratio {worst:N2}, budget {Budget}");
            Console.WriteLine(JsonSerializer.Serialize(new { scenario = "growth", smallMessages = small.Messages, largeMessages = large.Messages, budget = Budget, worstRatio = Math.Round(worst, 2), work = result }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static HistoryPlan Plan(int messages) => new(messages, messages / 10);

    private static async Task<Place> MakeAsync(string folder, string name, HistoryPlan plan, string? postgres)
    {
        var directory = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        var server = postgres is null ? null : new Npgsql.NpgsqlConnectionStringBuilder(postgres);
        if (server is not null) server.Database += name;
        var place = await Place.OpenAsync(Place.At(directory, server?.ConnectionString));
        var took = await Seed.FillAsync(place, plan);
        Console.WriteLine($"{name}: {plan.Messages:N0} messages in {plan.Conversations:N0} conversations, made in {took.TotalSeconds:N1} s");
        return place;
    }

    /// <returns>The medians, in milliseconds.</returns>
    private static async Task<(double Small, double Large)> MeasureAsync(Func<int, Task> small, Func<int, Task> large, int rounds)
    {
        var (a, b) = (new double[rounds], new double[rounds]);
        for (var i = 0; i < WarmUp + rounds; i++)
        {
            var (x, y) = (await TimeAsync(small, i), await TimeAsync(large, i));
            if (i >= WarmUp) (a[i - WarmUp], b[i - WarmUp]) = (x, y);
        }

        Array.Sort(a);
        Array.Sort(b);
        return (a[rounds / 2], b[rounds / 2]);
    }

    private static async Task<double> TimeAsync(Func<int, Task> work, int round)
    {
        var began = Stopwatch.GetTimestamp();
        await work(round);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
