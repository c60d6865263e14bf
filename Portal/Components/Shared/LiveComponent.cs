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
    protected static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<Topic, IDisposable> subscriptions = [];
    private readonly CancellationTokenSource gone = new();

    [Inject] public required IEventHub Hub { get; init; }
    [Inject] public required TimeProvider Clock { get; init; }
    [Inject] public required ILogger<LiveComponent> LiveLogger { get; init; }

    /// <summary>Cancelled when the component is disposed: pass it to reads and operations.</summary>
    protected CancellationToken Gone => gone.Token;

    /// <summary>
    /// Applies each event as it comes, in order, on the renderer's own thread, and draws once for all that came together.
    /// Listening twice to a topic replaces. Where the database is away, <see cref="Lagged"/> follows until it could be applied:
    /// by then more may have been missed.
    /// </summary>
    /// <param name="concerns">As in <see cref="ListenInBursts"/>.</param>
    protected void Listen(Topic topic, Func<IEvent, Task> apply, Func<IEvent, bool>? concerns = null) =>
        Listen(topic, async fact =>
        {
            await apply(fact);
            return true;
        }, concerns);

    /// <summary>As the other, for what tells whether the event has changed anything to be seen: without that, nothing is drawn.</summary>
    protected void Listen(Topic topic, Func<IEvent, Task<bool>> apply, Func<IEvent, bool>? concerns = null, Func<IEvent, bool>? patient = null) =>
        ListenTogether(topic, async facts =>
        {
            var seen = false;
            foreach (var fact in facts) seen |= await apply(fact);
            return seen;
        }, concerns, patient);

    /// <summary>As <see cref="Listen(Topic, Func{IEvent, Task{bool}}, Func{IEvent, bool}?, Func{IEvent, bool}?)"/>, with everything that came together in one call.</summary>
    /// <param name="patient">What waits up to <see cref="Burst"/> for something to be drawn with: marks, never messages.</param>
    protected void ListenTogether(Topic topic, Func<IReadOnlyList<IEvent>, Task<bool>> apply, Func<IEvent, bool>? concerns = null, Func<IEvent, bool>? patient = null) =>
        Gather(topic, TimeSpan.Zero, apply, concerns, patient);

    /// <summary>
    /// For lists and boards: applies the first event at once, and what follows within <see cref="Burst"/> together. An absent
    /// database is met as in <see cref="Listen"/>.
    /// </summary>
    /// <param name="concerns">
    /// Whether an event changes anything here: what does not is dropped before it costs a drawing. Called on any thread, for
    /// several at a time. <see cref="Lagged"/> always concerns.
    /// </param>
    protected void ListenInBursts(Topic topic, Func<IReadOnlyList<IEvent>, Task> apply, Func<IEvent, bool>? concerns = null) =>
        Gather(topic, Burst, async facts =>
        {
            await apply(facts);
            return true;
        }, concerns, null);

    /// <summary>As the other, for what tells whether the events have changed anything to be seen.</summary>
    protected void ListenInBursts(Topic topic, Func<IReadOnlyList<IEvent>, Task<bool>> apply, Func<IEvent, bool>? concerns = null) => Gather(topic, Burst, apply, concerns, null);

    private void Gather(Topic topic, TimeSpan window, Func<IReadOnlyList<IEvent>, Task<bool>> apply, Func<IEvent, bool>? concerns, Func<IEvent, bool>? patient)
    {
        var burst = new EventBurst(topic, window, Burst, Clock, facts => ApplyAsync(again => apply(again ? [new Lagged(topic)] : facts)));
        Subscribe(topic, fact =>
        {
            burst.Add(fact, patient is not null && patient(fact));
            return ValueTask.CompletedTask;
        }, concerns);
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

    private void Subscribe(Topic topic, Func<IEvent, ValueTask> handler, Func<IEvent, bool>? concerns)
    {
        if (!RendererInfo.IsInteractive || gone.IsCancellationRequested) return;
        Ignore(topic);
        subscriptions[topic] = Hub.Subscribe(topic, handler, concerns);
    }

    /// <summary>Repeats what can be repeated, such as reading what the page shows, until the database is there.</summary>
    protected Task InsistAsync(Func<Task> work) => InsistAsync(_ => work());

    private async Task InsistAsync(Func<bool, Task> work)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (attempt > 0) await Task.Delay(Outage.Pause(attempt), Clock, Gone);
                await work(attempt > 0);
                return;
            }
            catch (Exception fault) when (RendererInfo.IsInteractive && !gone.IsCancellationRequested && Outage.IsBehind(fault))
            {
                LiveLogger.LogWarning(fault, "{Component} could not read the database, attempt {Attempt}; it tries again", GetType().Name, attempt + 1);
            }
        }
    }

    private async Task ApplyAsync(Func<bool, Task<bool>> apply)
    {
        if (gone.IsCancellationRequested) return;
        try
        {
            await InsistAsync(again => InvokeAsync(async () =>
            {
                if (gone.IsCancellationRequested) return;
                if (await apply(again) && !gone.IsCancellationRequested) StateHasChanged();
            }));
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
