using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>One connection of the log, and one transaction at a time on it.</summary>
public abstract class LogSession : IAsyncDisposable
{
    public abstract Task BeginAsync(CancellationToken ct);

    /// <summary>Loads and locks conversations; <paramref name="ids"/> are sorted, so that two nodes never wait for each other in a circle.</summary>
    public abstract Task<List<Conversation>> LoadAsync(IReadOnlyList<ConversationId> ids, CancellationToken ct);

    public abstract Task<List<TimelineEntry>> FindEntriesAsync(IReadOnlyList<(ConversationId Conversation, Guid Message)> keys, CancellationToken ct);

    /// <summary>Locks agents; <paramref name="ids"/> are sorted, for the same reason.</summary>
    public abstract Task LockAgentsAsync(IReadOnlyList<UserId> ids, CancellationToken ct);

    /// <returns>False when the agent has no room for that kind of channel, or is not there for a routed claim.</returns>
    public abstract Task<bool> ClaimAsync(UserId agent, ChannelKind kind, CapacityClaim claim, CapacityShare share, DateTimeOffset now, CancellationToken ct);

    public abstract Task ReleaseAsync(UserId agent, ChannelKind kind, int units, CancellationToken ct);

    /// <summary>A conversation that stays with its agent takes more or less than before.</summary>
    public abstract Task AdjustAsync(UserId agent, ChannelKind kind, int units, CancellationToken ct);

    public abstract Task WriteAsync(IReadOnlyList<Conversation> started, IReadOnlyList<(Conversation Before, Conversation After)> changed, IReadOnlyList<TimelineEntry> entries, CancellationToken ct);

    /// <returns>What a mark of each key is about to change, in the order of the keys; null where the conversation is gone.</returns>
    public abstract Task<List<StoredMark?>> LoadMarksAsync(IReadOnlyList<MarkKey> keys, CancellationToken ct);

    /// <returns>False when another node has moved one of them further, or made it, since it was read: read again.</returns>
    public abstract Task<bool> WriteMarksAsync(IReadOnlyList<MarkChange> changes, CancellationToken ct);

    public abstract Task CommitAsync(CancellationToken ct);

    /// <summary>Leaves it usable for the next transaction, or throws.</summary>
    public abstract Task RollbackAsync();

    /// <summary>Whether the engine took this transaction back in favour of another one: nothing of it is stored, and it may be tried again.</summary>
    public virtual bool GaveWay(Exception error) => false;

    /// <summary>
    /// Whether a transaction whose commit ended with this may have been committed all the same: the server did it, and its answer was
    /// lost. An engine in this process always knows.
    /// </summary>
    public virtual bool MayHaveCommitted(Exception error) => false;

    public abstract ValueTask DisposeAsync();
}
