using Portal.Domain.Shared;

namespace Portal.Components.Shared;

/// <summary>
/// Hands over the first event at once and gathers those that follow within the window, or while the ones before are applied.
/// "At once" is on a thread of its own: the events of one commit follow each other closer than that.
/// Who is too far behind is told to read again, as <see cref="EventHub"/> does.
/// </summary>
/// <param name="patience">How long an event that may wait does so for another with which it is handed over, in its place.</param>
internal sealed class EventBurst(Topic topic, TimeSpan window, TimeSpan patience, TimeProvider clock, Func<IReadOnlyList<IEvent>, Task> apply)
{
    private readonly Lock gate = new();
    private List<IEvent> waiting = [];
    private bool running, looksLater;
    private DateTimeOffset last = DateTimeOffset.MinValue;

    /// <param name="mayWait">Nothing needs to be drawn for it alone in this very moment.</param>
    public void Add(IEvent fact, bool mayWait = false)
    {
        lock (gate)
        {
            if (waiting.Count >= EventHub.Backlog) waiting = [new Lagged(topic)];
            else waiting.Add(fact);
            if (running || (mayWait && looksLater)) return;
            if (mayWait) looksLater = true;
            else running = true;
        }

        _ = Task.Run(mayWait ? LookLaterAsync : RunAsync);
    }

    private async Task LookLaterAsync()
    {
        await Task.Delay(patience, clock);
        lock (gate)
        {
            looksLater = false;
            if (running || waiting.Count == 0) return;
            running = true;
        }

        await RunAsync();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            var rest = last == DateTimeOffset.MinValue ? TimeSpan.Zero : window - (clock.GetUtcNow() - last);
            // A clock that was set back must not hold events for longer than the window.
            if (rest > TimeSpan.Zero) await Task.Delay(rest < window ? rest : window, clock);

            List<IEvent> batch;
            lock (gate)
            {
                if (waiting.Count == 0)
                {
                    running = false;
                    return;
                }

                batch = waiting;
                waiting = [];
            }

            await apply(batch);
            last = clock.GetUtcNow();
        }
    }
}
