using System.Threading.Channels;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>Queues that somebody should look at, each once.</summary>
internal sealed class DirtyQueues
{
    private readonly Channel<bool> something = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<QueueId> waiting = [];

    public void Add(QueueId queue)
    {
        lock (waiting) waiting.Add(queue);
        something.Writer.TryWrite(true);
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
