using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Ends the wrap-up of a resolved conversation: by the agent, by who leads, or when its limit has passed.</summary>
public sealed class EndWrapUp(IConversationLog log, IConversationStore store, TimeProvider clock)
{
    private const int Batch = 100;

    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, now) => ConversationRules.EndWrapUp(c, actor, now), ct);

    /// <summary>Those whose limit has passed. Safe on several nodes at once: each ends once.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> LapseAsync(CancellationToken ct)
    {
        var ended = 0;
        while (true)
        {
            var due = await store.DueWrapUpsAsync(clock.GetUtcNow(), Batch, ct);
            foreach (var id in due)
            {
                if (await ExecuteAsync(Actor.System, id, ct) is ChangeOutcome.Done) ended++;
            }

            if (due.Count < Batch) return ended;
        }
    }
}
