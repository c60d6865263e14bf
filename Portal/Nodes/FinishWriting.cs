using Portal.Data.Conversations;

namespace Portal.Nodes;

/// <summary>
/// What was accepted is committed before the process ends, and told to other nodes before they are told goodbye: registered
/// after the relay, so that it stops before it.
/// </summary>
internal sealed class FinishWriting(ConversationLog log, ReceiptLog receipts) : IHostedService
{
    public Task StartAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken ct)
    {
        await log.DisposeAsync();
        await receipts.DisposeAsync();
    }
}
