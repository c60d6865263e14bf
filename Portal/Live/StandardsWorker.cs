using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>
/// Keeps this node's copy of what is promised, and sets the clocks of open conversations when it changes: at once after a
/// change of policies, calendars or queues, and now and again whatever the events said.
/// </summary>
internal sealed class StandardsWorker(ApplyStandards apply, IEventHub hub, TimeProvider clock, ILogger<StandardsWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Safety = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var changed = new SemaphoreSlim(0, 1);
        using var setup = hub.Subscribe(Topic.Setup, _ =>
        {
            // Several changes in a row are read together.
            if (changed.CurrentCount == 0) changed.Release();
            return ValueTask.CompletedTask;
        });
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await apply.ExecuteAsync(stopping) is > 0 and var count) logger.LogInformation("The clocks of {Count} conversations follow what is promised now", count);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                logger.LogError(error, "What is promised could not be read; trying again");
            }

            await WaitAsync(changed, stopping);
        }
    }

    private async Task WaitAsync(SemaphoreSlim changed, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(changed.WaitAsync(stop.Token), Task.Delay(Safety, clock, stop.Token));
        await stop.CancelAsync();
    }
}
