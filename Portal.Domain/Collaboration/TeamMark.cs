using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>How far a member of a queue has read in its channel. It never goes back, and ends with the membership.</summary>
public sealed record TeamMark
{
    public required QueueId QueueId { get; init; }
    public required UserId UserId { get; init; }

    /// <summary>When the newest message was written that they have read.</summary>
    public required DateTimeOffset ReadTo { get; init; }
}

/// <summary>What others said in a member's channel since they read there.</summary>
/// <param name="Count">Counted up to <see cref="TeamChannel.MostUnread"/>.</param>
/// <param name="HasMark">False for a member who has been nowhere yet since they came to the queue: nothing is news to them.</param>
public sealed record TeamUnread(QueueId Queue, int Count, bool HasMark);
