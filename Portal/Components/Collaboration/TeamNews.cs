using Portal.Domain.Shared;

namespace Portal.Components.Collaboration;

/// <summary>What was said in a person's team channels while they looked elsewhere, one circuit's own.</summary>
public sealed class TeamNews
{
    private readonly Dictionary<QueueId, int> unread = [];
    private QueueId? looking;

    public event Action? Changed;

    public int Total => unread.Values.Sum();

    public int this[QueueId queue] => unread.GetValueOrDefault(queue);

    /// <summary>A channel is before their eyes now, or none.</summary>
    public void Look(QueueId? queue)
    {
        looking = queue;
        if (queue is { } now && unread.Remove(now)) Changed?.Invoke();
    }

    /// <returns>False when the person is reading it anyway.</returns>
    public bool Add(QueueId queue)
    {
        if (queue == looking) return false;
        unread[queue] = this[queue] + 1;
        Changed?.Invoke();
        return true;
    }

    /// <summary>Nobody counts what they may not read any more.</summary>
    public void Keep(IReadOnlyCollection<QueueId> queues)
    {
        foreach (var gone in unread.Keys.Where(q => !queues.Contains(q)).ToList()) unread.Remove(gone);
        Changed?.Invoke();
    }
}
