using Portal.Domain.Shared;

namespace Portal.Components.Collaboration;

/// <summary>What was said in a person's team channels while they looked elsewhere, as the page of one circuit shows it.</summary>
public sealed class TeamNews
{
    private IReadOnlyDictionary<QueueId, int> unread = new Dictionary<QueueId, int>();
    private QueueId? looking;

    public event Action? Changed;

    public int Total => unread.Keys.Sum(q => this[q]);

    /// <summary>Nothing in the channel that is before their eyes: what is counted there is on its way to being marked as read.</summary>
    public int this[QueueId queue] => IsBeforeEyes(queue) ? 0 : unread.GetValueOrDefault(queue);

    public bool IsBeforeEyes(QueueId queue) => queue == looking;

    /// <summary>A channel is before their eyes now, or none.</summary>
    public void Look(QueueId? queue)
    {
        if (looking == queue) return;
        looking = queue;
        Changed?.Invoke();
    }

    /// <summary>Replaces what is known: nobody counts what they may not read any more.</summary>
    public void Take(IReadOnlyDictionary<QueueId, int> counted)
    {
        unread = counted;
        Changed?.Invoke();
    }
}
