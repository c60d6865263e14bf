using Portal.Domain.Insights;

namespace Portal.Live;

/// <summary>Keeps this node's live board.</summary>
internal sealed class LiveBoardWorker(LiveBoard board, TimeProvider clock, ILogger<LiveBoardWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await board.RunAsync(stopping);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                // A board that cannot be drawn must not take the customers' chat down with it.
                logger.LogError(error, "The live board stopped; it starts again");
                await Task.Delay(Pause, clock, stopping);
            }
        }
    }
}
