using Hangfire;
using Portal.Domain.Conversations;

namespace Portal.Jobs;

/// <summary>Once a day, on one of the nodes.</summary>
public sealed class UnsentFilesJob(DropUnsentFiles drop, ILogger<UnsentFilesJob> logger)
{
    [DisableConcurrentExecution(timeoutInSeconds: 50)]
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken ct)
    {
        if (await drop.ExecuteAsync(ct) is > 0 and var removed) logger.LogInformation("Removed {Count} files that were never sent", removed);
    }
}
