using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>What agents promised.</summary>
public interface ICommitmentStore
{
    /// <summary>Nothing when the same entry's promise for the same time is known already.</summary>
    Task AddAsync(Commitment commitment, CancellationToken ct);

    /// <summary>A person's open ones, the next due first, with the customer's name.</summary>
    Task<IReadOnlyList<CommitmentRow>> ListOpenAsync(UserId user, int limit, CancellationToken ct);

    /// <summary>Hands the open ones of a conversation to whoever answers it now.</summary>
    /// <returns>Whose they were.</returns>
    Task<IReadOnlyList<UserId>> MoveAsync(ConversationId conversation, UserId to, CancellationToken ct);

    /// <summary>Ends the open ones of a conversation.</summary>
    /// <returns>Whose they were.</returns>
    Task<IReadOnlyList<UserId>> EndAllAsync(ConversationId conversation, CancellationToken ct);

    /// <summary>Ends one of the person's own.</summary>
    Task EndAsync(Guid id, UserId user, CancellationToken ct);
}
