using System.Threading.Channels;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>Queues that somebody should look at, each once, in the order in which they were named.</summary>
internal sealed class DirtyQueues
{
    private readonly Channel<QueueId> order = Channel.CreateUnbounded<QueueId>(new() { SingleReader = true });
    private readonly HashSet<QueueId> waiting = [];

    public void Add(QueueId queue)
    {
        lock (waiting)
        {
            if (!waiting.Add(queue)) return;
        }

        order.Writer.TryWrite(queue);
    }

    /// <summary>Removed before it is handed out: whatever happens from now on makes it dirty again.</summary>
    public async ValueTask<QueueId> NextAsync(CancellationToken ct)
    {
        var next = await order.Reader.ReadAsync(ct);
        lock (waiting) waiting.Remove(next);
        return next;
    }
}
