using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>One person's naming in one note. Unread until they have seen the conversation.</summary>
public sealed record Mention
{
    public const int ExcerptLength = 140;

    public required UserId UserId { get; init; }
    public required ConversationId ConversationId { get; init; }

    /// <summary>The note's number in its conversation.</summary>
    public required long Sequence { get; init; }

    public required UserId ById { get; init; }
    public required string ByName { get; init; }

    /// <summary>The team by whose name they were meant; null for their own.</summary>
    public string? Team { get; init; }

    public required string Excerpt { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? SeenAt { get; init; }
}

/// <summary>A line of the view of mentions.</summary>
/// <param name="IsSimulated">The customer is one whom the demo plays.</param>
public sealed record MentionRow(Mention Mention, string CustomerName, bool IsSimulated);

/// <summary>A followed conversation with what happened since its follower looked.</summary>
/// <param name="News">Notes and turns of the conversation that the follower has not seen, up to 100.</param>
/// <param name="IsSimulated">The customer is one whom the demo plays.</param>
public sealed record FollowedRow(ConversationId Conversation, string CustomerName, string Preview, bool IsResolved, DateTimeOffset LastEntryAt, int News, bool IsSimulated);

/// <summary>Who keeps an eye on a conversation without having it.</summary>
public sealed record Follower
{
    public required ConversationId ConversationId { get; init; }
    public required UserId UserId { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>The newest entry that they have seen.</summary>
    public long Seen { get; init; }
}
