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

    /// <summary>The request of a conversation that is open, if any.</summary>
    Task<EscalationCase?> FindOpenAsync(ConversationId conversation, CancellationToken ct);

    /// <summary>Notes that the customer knows of a tier and has read the sender's word, unless the case is with another one by now. Beside the versions: it gets in nobody's way.</summary>
    Task MarkToldAsync(Guid id, Guid tier, DateTimeOffset now, CancellationToken ct);

    /// <summary>Notes of a conversation's cases that it was resolved since.</summary>
    Task MarkPastAsync(ConversationId conversation, CancellationToken ct);

    /// <summary>A tier was asked before <paramref name="before"/>, and nobody has told the customer.</summary>
    Task<IReadOnlyList<EscalationCase>> ListUntoldAsync(DateTimeOffset before, int limit, CancellationToken ct);

    /// <summary>Open conversations whose service level is missed now and was never escalated, with an entry since a time and before another, newest first.</summary>
    Task<IReadOnlyList<(ConversationId Id, DateTimeOffset LastEntryAt)>> ListLateAsync(DateTimeOffset since, DateTimeOffset before, int limit, CancellationToken ct);

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

    /// <summary>Requests since a time, counted where they went alike. Without simulated customers.</summary>
    Task<IReadOnlyList<TierTally>> TallyAsync(DateTimeOffset since, CancellationToken ct);

    /// <summary>The mean of <see cref="EscalationCase.AskedAgain"/> by tier, of cases since a time. Without simulated customers.</summary>
    Task<IReadOnlyDictionary<Guid, double>> AskedAgainAsync(DateTimeOffset since, CancellationToken ct);

    /// <summary>Asked for since a time, newest first. Without simulated customers.</summary>
    Task<IReadOnlyList<EscalationCase>> ListSinceAsync(DateTimeOffset since, int limit, CancellationToken ct);
}
