using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>
/// Ends the consults of a conversation that was resolved. Every node hears of it and the database lets one of them; what none could
/// end lapses by its own time.
/// </summary>
internal sealed class ConsultWorker(IEventHub hub, LapseConsults consults, ILogger<ConsultWorker> logger) : IHostedService, IDisposable
{
    private IDisposable? desk;

    public Task StartAsync(CancellationToken ct)
    {
        desk = hub.Subscribe(Topic.Desk, fact => new ValueTask(OnDeskAsync(fact)), fact => fact is ConversationChanged change && IsResolved(change.After) && !IsResolved(change.Before));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct)
    {
        desk?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => desk?.Dispose();

    private async Task OnDeskAsync(IEvent fact)
    {
        if (fact is not ConversationChanged { After: var resolved }) return;
        try
        {
            await consults.CloseAsync(resolved.Id, CancellationToken.None);
        }
        catch (Exception error)
        {
            logger.LogError(error, "Consults of {Conversation} could not be ended", resolved.Id);
        }
    }

    private static bool IsResolved(Conversation? conversation) => conversation?.Status is ConversationStatus.Resolved;
}
