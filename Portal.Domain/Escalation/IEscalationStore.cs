using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>What the escalation capability remembers.</summary>
public interface IEscalationStore
{
    Task<IReadOnlyList<Tier>> ListTiersAsync(CancellationToken ct);

    Task SaveTierAsync(Tier tier, CancellationToken ct);

    /// <summary>Also where another tier names it as its next one.</summary>
    Task DeleteTierAsync(Guid id, CancellationToken ct);

    /// <summary>False when the conversation has been asked for already: at most one open case each.</summary>
    Task<bool> AddAsync(EscalationCase added, CancellationToken ct);

    /// <summary>Writes <paramref name="after"/> with the next version, if the stored one still has the version that it was made from.</summary>
    Task<bool> ChangeAsync(EscalationCase after, CancellationToken ct);

    Task<EscalationCase?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>A conversation's cases, newest first.</summary>
    Task<IReadOnlyList<EscalationCase>> ListOfAsync(ConversationId conversation, int limit, CancellationToken ct);

    /// <summary>Asked for and not accepted, of these queues, most pressing first.</summary>
    Task<IReadOnlyList<EscalationCase>> ListAskedAsync(IReadOnlyCollection<QueueId> queues, int limit, CancellationToken ct);

    /// <summary>Asked for, and the time to accept is over.</summary>
    Task<IReadOnlyList<EscalationCase>> ListLapsedAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Accepted before <paramref name="before"/>, but the conversation did not go over yet.</summary>
    Task<IReadOnlyList<EscalationCase>> ListUnfinishedAsync(DateTimeOffset before, int limit, CancellationToken ct);

    /// <summary>Handed over and not measured, of conversations that have been resolved.</summary>
    Task<IReadOnlyList<EscalationCase>> ListUnmeasuredAsync(int limit, CancellationToken ct);

    /// <summary>Asked for since a time, newest first.</summary>
    Task<IReadOnlyList<EscalationCase>> ListSinceAsync(DateTimeOffset since, int limit, CancellationToken ct);
}
