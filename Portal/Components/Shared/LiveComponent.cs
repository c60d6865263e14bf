using Microsoft.AspNetCore.Components;
using Portal.Domain.Shared;

namespace Portal.Components.Shared;

/// <summary>
/// A component that shows what is happening. Call <see cref="Listen"/> or <see cref="ListenInBursts"/> in OnInitialized,
/// before the first read: an event between reading and listening would be lost. Nothing is subscribed while a page is
/// rendered statically, and everything is given back when the component goes.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    /// <summary>How long lists and boards gather events before they draw again.</summary>
    protected static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<Topic, IDisposable> subscriptions = [];
    private readonly CancellationTokenSource gone = new();

    [Inject] public required IEventHub Hub { get; init; }
    [Inject] public required TimeProvider Clock { get; init; }

    /// <summary>Cancelled when the component is disposed: pass it to reads and operations.</summary>
    protected CancellationToken Gone => gone.Token;

    /// <summary>Applies each event as it comes, in order, on the renderer's own thread. Listening twice to a topic replaces.</summary>
    protected void Listen(Topic topic, Func<IEvent, Task> apply) =>
        Subscribe(topic, fact => new ValueTask(ApplyAsync(() => apply(fact))));

    /// <summary>
    /// For lists and boards: applies the first event at once, and what follows within <see cref="Burst"/> together.
    /// </summary>
    protected void ListenInBursts(Topic topic, Func<IReadOnlyList<IEvent>, Task> apply)
    {
        var burst = new EventBurst(Burst, Clock, facts => ApplyAsync(() => apply(facts)));
        Subscribe(topic, fact =>
        {
            burst.Add(fact);
            return ValueTask.CompletedTask;
        });
    }

    protected void Ignore(Topic topic)
    {
        if (subscriptions.Remove(topic, out var subscription)) subscription.Dispose();
    }

    /// <summary>What the component itself has to give back: modules, timers. Called once, after its subscriptions have ended.</summary>
    protected virtual ValueTask OnDisposeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (gone.IsCancellationRequested) return;
        foreach (var subscription in subscriptions.Values) subscription.Dispose();
        subscriptions.Clear();
        await gone.CancelAsync();
        await OnDisposeAsync();
        gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Subscribe(Topic topic, Func<IEvent, ValueTask> handler)
    {
        if (!RendererInfo.IsInteractive || gone.IsCancellationRequested) return;
        Ignore(topic);
        subscriptions[topic] = Hub.Subscribe(topic, handler);
    }

    private async Task ApplyAsync(Func<Task> apply)
    {
        if (gone.IsCancellationRequested) return;
        try
        {
            await InvokeAsync(async () =>
            {
                if (gone.IsCancellationRequested) return;
                await apply();
                if (!gone.IsCancellationRequested) StateHasChanged();
            });
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page has been left in the middle of it: there is nobody to tell.
        }
        catch (Exception fault)
        {
            // To the error boundary around this component, not to the hub: other subscribers go on.
            await DispatchExceptionAsync(fault);
        }
    }
}
