using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

public enum ConsultStatus
{
    /// <summary>Nobody has taken it on yet.</summary>
    Open,
    /// <summary>Somebody works on it; it counts in their capacity.</summary>
    Accepted,
    Answered,
    Declined,
    Withdrawn,
    /// <summary>Its time was over.</summary>
    Lapsed,
}

/// <summary>A question to a colleague or a team inside a conversation, which stays with whoever has it.</summary>
public sealed record Consult
{
    public const int LongestText = 2_000;

    public required Guid Id { get; init; }
    public required ConversationId ConversationId { get; init; }
    public required UserId AskedById { get; init; }
    public required string AskedByName { get; init; }

    /// <summary>Exactly one of this and <see cref="ToQueueId"/>.</summary>
    public UserId? ToUserId { get; init; }

    public QueueId? ToQueueId { get; init; }
    public required string ToName { get; init; }
    public required string Question { get; init; }
    public ConsultStatus Status { get; init; }

    /// <summary>Who took it on, and still who did after it ended.</summary>
    public UserId? HolderId { get; init; }

    public string? HolderName { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it lapses; null once it has ended.</summary>
    public DateTimeOffset? LapsesAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Grows with every change; a change of an older one is refused.</summary>
    public int Version { get; init; }

    public bool IsLive => Status is ConsultStatus.Open or ConsultStatus.Accepted;

    /// <summary>Whose capacity it takes now.</summary>
    public UserId? Bearer => Status is ConsultStatus.Accepted ? HolderId : null;
}

/// <summary>A line among the conversations of somebody who is asked.</summary>
/// <param name="IsSimulated">The customer is one whom the demo plays.</param>
public sealed record ConsultRow(Consult Consult, string CustomerName, bool IsSimulated);

public enum ConsultMove { Accept, Decline, Withdraw }
