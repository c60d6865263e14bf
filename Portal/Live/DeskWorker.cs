using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>
/// Acts on what happens to conversations. Every node hears of everything and the database lets one act; what an error or a lost event leaves
/// undone is found by a sweep.
/// </summary>
internal abstract class DeskWorker(IEventHub hub, ILogger logger) : IHostedService, IDisposable
{
    private IDisposable? desk;

    public virtual Task StartAsync(CancellationToken ct)
    {
        desk = hub.Subscribe(Topic.Desk, fact => new ValueTask(TakeAsync(fact)), fact => fact is ConversationChanged change && Concerns(change.Before, change.After));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public virtual void Dispose() => desk?.Dispose();

    /// <summary>Asked for each event: from memory, at once.</summary>
    protected abstract bool Concerns(Conversation? before, Conversation after);

    protected abstract Task OnChangedAsync(Conversation? before, Conversation after);

    protected static bool WasResolved(Conversation? before, Conversation after) => after.Status is ConversationStatus.Resolved && before?.Status is not ConversationStatus.Resolved;

    private async Task TakeAsync(IEvent fact)
    {
        if (fact is not ConversationChanged { Before: var before, After: var after }) return;
        try
        {
            await OnChangedAsync(before, after);
        }
        catch (Exception error)
        {
            logger.LogError(error, "{Worker} could not act on what happened to {Conversation}", GetType().Name, after.Id);
        }
    }
}
