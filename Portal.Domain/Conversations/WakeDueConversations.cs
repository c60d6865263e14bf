using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Wakes every conversation whose sleep is over. Safe on several nodes at once: each wakes at most once.</summary>
public sealed class WakeDueConversations(IConversationStore store, WakeConversation wake, TimeProvider clock)
{
    private const int Batch = 100;

    /// <returns>How many woke.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        var woken = 0;
        while (true)
        {
            var due = await store.DueSnoozesAsync(clock.GetUtcNow(), Batch, ct);
            foreach (var id in due)
            {
                if (await wake.ExecuteAsync(Actor.System, id, ct) is ChangeOutcome.Done) woken++;
            }

            if (due.Count < Batch) return woken;
        }
    }
}
