using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

public interface ITriageStore
{
    /// <summary>The versions, newest first.</summary>
    Task<IReadOnlyList<TriageVersion>> ListVersionsAsync(int limit, CancellationToken ct);

    /// <summary>The number of the version in force; null before the first publishing.</summary>
    Task<int?> FindPublishedAsync(CancellationToken ct);

    Task<TriageVersion?> FindVersionAsync(int number, CancellationToken ct);

    /// <summary>Inserts a draft of revision 1, or replaces the draft if it has still the revision before.</summary>
    /// <returns>False when somebody else was faster: nothing was saved.</returns>
    Task<bool> SaveDraftAsync(TriageVersion draft, CancellationToken ct);

    /// <returns>False when the draft has another revision meanwhile, or is published already.</returns>
    Task<bool> PublishAsync(int number, int revision, string by, DateTimeOffset now, CancellationToken ct);

    Task<TriageCase?> FindCaseAsync(ConversationId id, CancellationToken ct);

    /// <summary>Conversations that began no later than <paramref name="until"/>, newest first.</summary>
    Task<IReadOnlyList<TriageCase>> ListCasesAsync(DateTimeOffset until, int skip, int limit, CancellationToken ct);

    /// <summary>Conversations whose hold is over although nobody said what they are about, longest over first.</summary>
    Task<IReadOnlyList<ConversationId>> ListOverdueAsync(DateTimeOffset now, int limit, CancellationToken ct);

    Task RecordAsync(TriageRecord record, CancellationToken ct);

    /// <summary>Takes the record of an attempt back that came too late.</summary>
    Task ForgetAsync(TriageRecord record, CancellationToken ct);

    /// <summary>The newest record.</summary>
    Task<TriageRecord?> FindRecordAsync(ConversationId id, CancellationToken ct);
}
