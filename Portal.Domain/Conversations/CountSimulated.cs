using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>How many simulated conversations there are, for those who lead.</summary>
public sealed class CountSimulated(IConversationStore store)
{
    /// <summary>Beyond it nobody counts.</summary>
    public const int Most = 5_000;

    public async Task<int> ExecuteAsync(Actor actor, CancellationToken ct) => actor.Leads ? await store.CountSimulatedAsync(Most, ct) : 0;
}
