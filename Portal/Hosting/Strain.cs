using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Portal.Hosting;

/// <summary>
/// Whether this process still gets on: work that waits for a thread, and memory that it may take. Degraded, never unhealthy: a
/// node that nobody is sent to any more would lose all of its pages to the others, which are no better off then.
/// </summary>
public sealed class Strain(TimeProvider clock) : IHealthCheck
{
    /// <summary>Everything on a page passes through several such waits.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Of the memory that the process may take; beyond that it soon does little else than collect garbage.</summary>
    public const double MostMemory = 0.9;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default)
    {
        var began = clock.GetTimestamp();
        await Task.Factory.StartNew(() => { }, ct, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
        var memory = GC.GetGCMemoryInfo();
        return Judge(clock.GetElapsedTime(began), memory.TotalCommittedBytes, memory.TotalAvailableMemoryBytes);
    }

    /// <param name="wait">How long something that could have run at once has waited for a thread.</param>
    /// <param name="taken">Bytes of memory that the process has taken.</param>
    /// <param name="available">Bytes that it may take, by its own limit, its container's or the machine's.</param>
    public static HealthCheckResult Judge(TimeSpan wait, long taken, long available) => (wait, taken, available) switch
    {
        _ when wait > LongestWait => HealthCheckResult.Degraded($"Work waits {wait.TotalSeconds:0.0} s for a thread."),
        _ when available > 0 && taken > available * MostMemory => HealthCheckResult.Degraded($"{taken >> 20} of {available >> 20} MiB of memory are taken."),
        _ => HealthCheckResult.Healthy(),
    };
}
