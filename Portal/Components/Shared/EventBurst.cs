using Portal.Domain.Shared;

namespace Portal.Components.Shared;

/// <summary>
/// Hands over the first event at once and gathers those that follow within the window, or while the ones before are applied.
/// "At once" is on a thread of its own: the events of one commit follow each other closer than that.
/// Who is too far behind is told to read again, as <see cref="EventHub"/> does.
/// </summary>
internal sealed class EventBurst(Topic topic, TimeSpan window, TimeProvider clock, Func<IReadOnlyList<IEvent>, Task> apply)
{
    private readonly Lock gate = new();
    private List<IEvent> waiting = [];
    private bool running;
    private DateTimeOffset last = DateTimeOffset.MinValue;

    public void Add(IEvent fact)
    {
        lock (gate)
        {
            if (waiting.Count >= EventHub.Backlog) waiting = [new Lagged(topic)];
            else waiting.Add(fact);
            if (running) return;
            running = true;
        }

        _ = Task.Run(RunAsync);
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
