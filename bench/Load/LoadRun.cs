using System.Diagnostics;
using Portal.Bench.Circuits;

namespace Portal.Bench.Load;

/// <summary>The steps that scenarios share: opening many at once, and waiting until all has arrived.</summary>
internal static class LoadRun
{
    private const int Openers = 16;

    private static readonly TimeSpan EachOpening = TimeSpan.FromSeconds(60);

    /// <summary>Measures, prints the last line, and says what the server said where it failed.</summary>
    public static async Task RunAsync(ILoadTarget target, Func<Task<LoadReport>> measure)
    {
        try
        {
            Console.WriteLine((await measure()).Json);
        }
        catch
        {
            Console.Error.WriteLine($"{target.Name} has said:{Environment.NewLine}{target.Server.Said}");
            throw;
        }
    }

    /// <returns>What was opened, in order, and how long it took.</returns>
    public static async Task<(T[] Opened, TimeSpan Took)> OpenAsync<T>(int count, Func<int, CancellationToken, Task<T>> open, CancellationToken ct)
    {
        var opened = new T[count];
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Openers, CancellationToken = ct }, async (n, stop) =>
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(EachOpening);
            opened[n] = await open(n, limit.Token);
        });
        return (opened, clock.Elapsed);
    }

    /// <summary>Waits until everything that was sent stands at both ends; what has not come within the limit is lost.</summary>
    public static async Task SettleAsync(IReadOnlyList<LoadTalk> talks, TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(talks.Select(t => t.AllTakenAsync())).WaitAsync(within);
        while (clock.Elapsed < within && talks.Any(t => !t.IsComplete)) await Task.Delay(20);
    }

    public static async Task CloseAsync(IEnumerable<IAsyncDisposable> opened)
    {
        foreach (var one in opened) await one.DisposeAsync();
    }

    /// <summary>Closes tabs as their users would.</summary>
    public static async Task LeaveAsync(IEnumerable<Tab> tabs)
    {
        foreach (var tab in tabs) await tab.CloseAsync();
    }

    /// <summary>The load of the machine over the last minute: a measurement beside other work says less.</summary>
    public static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
