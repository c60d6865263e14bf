namespace Portal.Domain.Demo;

public interface ITrafficStore
{
    /// <summary>Null when nothing runs.</summary>
    Task<TrafficRun?> FindAsync(CancellationToken ct);

    /// <summary>Starts the run, or changes the one that goes on; who drives it goes on driving.</summary>
    Task StartAsync(TrafficRun run, CancellationToken ct);

    /// <summary>Takes the run up, or keeps it.</summary>
    /// <returns>False when nothing runs, or another driver has it.</returns>
    Task<bool> HoldAsync(Guid driver, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>Ends the run at once; a node that plays it now finds it marked as removed.</summary>
    Task RemoveAsync(DateTimeOffset now, CancellationToken ct);

    Task StopAsync(CancellationToken ct);
}
