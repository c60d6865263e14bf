using System.Text.Json;
using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>This node's copy of what is promised, so that no message waits for a read of it.</summary>
public sealed class ServiceStandards(IServiceLevelStore store) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile StandardsSnapshot? current;
    private string stamp = "";

    public StandardsSnapshot Current => current ?? StandardsSnapshot.Empty;

    /// <summary>The copy, read at its first use and when one of <paramref name="queues"/> is new.</summary>
    public async ValueTask<StandardsSnapshot> ForAsync(IEnumerable<QueueId> queues, CancellationToken ct)
    {
        if (current is null || queues.Any(q => current.Of(q) is null)) await RefreshAsync(ct);
        return Current;
    }

    /// <returns>Whether something is promised differently from before.</returns>
    public async Task<bool> RefreshAsync(CancellationToken ct)
    {
        await reading.WaitAsync(ct);
        try
        {
            var read = await store.ReadAsync(ct);
            var now = JsonSerializer.Serialize(read);
            var changed = now != stamp;
            if (changed) (current, stamp) = (read, now);
            return changed;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();
}
