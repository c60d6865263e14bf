using Microsoft.Extensions.Options;
using Portal.Domain.Demo;

namespace Portal.Live;

/// <summary>Plays the demo's simulated customers. Without a demo it does nothing at all.</summary>
internal sealed class TrafficWorker(DriveTraffic drive, StartTraffic start, IOptions<TrafficOptions> options, TimeProvider clock, ILogger<TrafficWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (!options.Value.Enabled) return;
        using var timer = new PeriodicTimer(Pace, clock);
        var asked = false;
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                if (!asked) await start.AtStartAsync(stopping);
                asked = true;
                await drive.TickAsync(stopping);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                logger.LogError(error, "The simulated customers could not go on; trying again");
            }
        }
    }
}
