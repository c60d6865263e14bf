using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>The rules for those who lead, and why a conversation has its topic for all staff.</summary>
public sealed class ReadTriage(ITriageStore store)
{
    private const int Most = 20;

    /// <returns>The newest versions, newest first; a draft comes before all others.</returns>
    public async Task<IReadOnlyList<TriageVersion>> VersionsAsync(Actor actor, CancellationToken ct) => actor.Leads ? await store.ListVersionsAsync(Most, ct) : [];

    public async Task<TriageRecord?> WhyAsync(Actor actor, ConversationId id, CancellationToken ct) => actor.IsStaff ? await store.FindRecordAsync(id, ct) : null;
}
