using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>Problems with what is linked to them and how far their updates have come. For staff.</summary>
public sealed class ReadProblems(ICollaborationStore store)
{
    public const int Limit = 100;
    private const int MostUpdates = 20;

    /// <summary>Open ones first, the newest of each first.</summary>
    public async Task<IReadOnlyList<ProblemRow>> ExecuteAsync(Actor actor, CancellationToken ct) =>
        actor.IsStaff ? await store.ListProblemsAsync(Limit, ct) : [];

    public async Task<Problem?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.IsStaff ? await store.FindProblemAsync(id, ct) : null;

    public async Task<IReadOnlyList<Problem>> OfAsync(Actor actor, ConversationId conversation, CancellationToken ct) =>
        actor.IsStaff ? await store.ListProblemsOfAsync(conversation, ct) : [];

    public async Task<IReadOnlyList<LinkedRow>> LinkedAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.IsStaff ? await store.ListLinkedAsync(id, Limit, ct) : [];

    public async Task<int> CountLinkedAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.IsStaff ? await store.CountLinkedAsync(id, ct) : 0;

    public async Task<IReadOnlyList<ProblemProgress>> UpdatesAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.IsStaff ? await store.ListUpdatesAsync(id, MostUpdates, ct) : [];
}
