using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace Portal.Nodes;

/// <summary>
/// Stops a node among others without anybody noticing: at the first signal it says that it is not ready, asks its pages to
/// go to another node, waits until they have, and only then lets the host stop. A second signal stops it at once.
/// </summary>
internal sealed class Leaving(NodeState node, OpenCircuits circuits, IHostApplicationLifetime lifetime, TimeProvider clock, IOptions<NodesOptions> options, ILogger<Leaving> logger)
    : IHostLifetime, IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly List<PosixSignalRegistration> signals = [];

    public Task WaitForStartAsync(CancellationToken ct)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }) signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (node.IsLeaving) lifetime.StopApplication();
        else _ = LeaveAsync();
    }

    private async Task LeaveAsync()
    {
        var began = clock.GetTimestamp();
        try
        {
            node.Leave();
            logger.LogInformation("Stopping: {Count} open pages are asked to go to another node", circuits.Count);
            await Task.Delay(options.Value.Notice, clock, lifetime.ApplicationStopping);
            circuits.SendAway(options.Value.LeaveWithin);
            while (circuits.Count > 0 && clock.GetElapsedTime(began) < options.Value.LeaveLimit) await Task.Delay(Look, clock, lifetime.ApplicationStopping);
            if (circuits.Count == 0) logger.LogInformation("All pages have gone after {Seconds:0.0} s", clock.GetElapsedTime(began).TotalSeconds);
            else logger.LogWarning("{Count} pages have not gone; their connections end now", circuits.Count);
        }
        catch (OperationCanceledException)
        {
            logger.LogInformation("Told to stop at once");
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
