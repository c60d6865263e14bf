using System.Diagnostics;

namespace Portal.Bench.Load;

/// <summary>
/// Due times that do not wait for answers: gaps follow a log-normal distribution, many short ones and a few long ones, as people
/// write. Who is late is late: the delay counts from the due time.
/// </summary>
internal static class OpenLoop
{
    /// <summary>Standard deviation of a gap's logarithm.</summary>
    private const double Spread = 1;

    /// <param name="perSecond">Messages per second on average.</param>
    /// <param name="send">Called with each due time, in ticks of <see cref="Stopwatch"/>, one after the other; returns at once.</param>
    /// <returns>How many were due.</returns>
    public static Task<long> RunAsync(double perSecond, TimeSpan length, Action<long> send, CancellationToken ct) => Task.Factory.StartNew(() =>
    {
        var random = new Random(1);
        var middle = -Math.Log(perSecond) - (Spread * Spread / 2);
        var count = 0L;
        var end = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        for (double due = Stopwatch.GetTimestamp(); ; count++)
        {
            due += Math.Exp(middle + (Spread * Normal(random))) * Stopwatch.Frequency;
            if (due >= end) return count;
            while (Stopwatch.GetTimestamp() < due)
            {
                ct.ThrowIfCancellationRequested();
                Thread.Sleep(1);
            }

            send((long)due);
        }
    }, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>A standard normal number, after Box and Muller.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
