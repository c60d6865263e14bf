using Portal.Domain.Collaboration;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>
/// Posts updates of problems, batch after batch until none waits: at once when one is sent, and every few seconds for what
/// another node began and could not end. Beside the clock of what is due, which must not wait for thousands of messages.
/// </summary>
internal sealed class ProblemUpdateWorker(DeliverProblemUpdates deliver, IEventHub hub, TimeProvider clock, ILogger<ProblemUpdateWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim sent = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var listening = hub.Subscribe(Topic.Problems, _ =>
        {
            Wake();
            return ValueTask.CompletedTask;
        });
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await deliver.ExecuteAsync(stopping) > 0) { }
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                logger.LogError(error, "Updates of problems could not be posted; trying again");
            }

            await PauseAsync(stopping);
        }
    }

    private async Task PauseAsync(CancellationToken stopping)
    {
        await using var alarm = clock.CreateTimer(_ => Wake(), null, Pace, Timeout.InfiniteTimeSpan);
        await sent.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake()
    {
        lock (sent)
        {
            if (sent.CurrentCount == 0) sent.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        sent.Dispose();
    }
}
