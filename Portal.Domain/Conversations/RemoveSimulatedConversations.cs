using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Removes every simulated conversation for good: entries, notes, files, marks and the records about it.</summary>
public sealed class RemoveSimulatedConversations(IConversationStore store, IAttachmentFiles files, IEventHub hub)
{
    /// <summary>Conversations of one statement: the log waits for it where there is only one writer.</summary>
    private const int Step = 50;

    /// <summary>A run cannot make as many; it ends the loop should something go on beginning them.</summary>
    private const int Most = 10_000;

    /// <returns>How many were removed.</returns>
    public async Task<int> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Leads) throw new UnauthorizedAccessException("Only those who lead remove simulated conversations.");
        var removed = 0;
        while (removed < Most)
        {
            var (count, left) = await store.RemoveSimulatedAsync(Step, ct);
            // After the commit: a file without a row is litter, a row without a file is a fault.
            foreach (var file in left) files.Delete(file);
            removed += count;
            if (count < Step) break;
        }

        if (removed > 0) hub.Publish(new ConversationsRemoved());
        return removed;
    }
}
