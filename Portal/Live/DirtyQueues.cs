using System.Threading.Channels;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>Queues that somebody should look at, each once.</summary>
internal sealed class DirtyQueues
{
    private readonly Channel<bool> something = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<QueueId> waiting = [];

    /// <summary>Times that a queue is set for already, so that a busy one does not set hundreds.</summary>
    private readonly HashSet<(QueueId Queue, DateTimeOffset At)> alarms = [];

    public void Add(QueueId queue)
    {
        lock (waiting) waiting.Add(queue);
        something.Writer.TryWrite(true);
    }

    /// <summary>A fallback member's time, among others, comes without any event. The sweep would find it too, within a minute.</summary>
    public async Task AddAtAsync(QueueId queue, DateTimeOffset at, TimeProvider clock, CancellationToken ct)
    {
        var wait = at - clock.GetUtcNow();
        // Far times, such as when a queue opens after its holidays, are the sweep's, or timers would heap up over days.
        if (wait > TimeSpan.FromHours(12)) return;
        lock (alarms)
        {
            if (!alarms.Add((queue, at))) return;
        }

        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (alarms) alarms.Remove((queue, at));
        if (!ct.IsCancellationRequested) Add(queue);
    }

    /// <summary>All of them, removed before they are handed out: whatever happens from now on makes them dirty again.</summary>
    public async ValueTask<IReadOnlyList<QueueId>> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            await something.Reader.ReadAsync(ct);
            lock (waiting)
            {
                if (waiting.Count == 0) continue;
                QueueId[] all = [.. waiting];
                waiting.Clear();
                return all;
            }
        }
    }
}
