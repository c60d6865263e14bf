using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>One cause behind many conversations.</summary>
public sealed record Problem
{
    public const int LongestTitle = 120;
    public const int LongestCause = 2_000;

    /// <summary>Conversations that one problem may have.</summary>
    public const int MostLinked = 5_000;

    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public string Cause { get; init; } = "";
    public required UserId OpenedById { get; init; }
    public required string OpenedByName { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
}

public sealed record ProblemLink
{
    public required Guid ProblemId { get; init; }
    public required ConversationId ConversationId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>One text for every customer whose conversation was linked when it was sent. Its author's role is kept for the hour in which it is posted.</summary>
public sealed record ProblemUpdate
{
    public required Guid Id { get; init; }
    public required Guid ProblemId { get; init; }
    public required string Text { get; init; }
    public required Guid AuthorId { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorName { get; init; }
    public required DateTimeOffset At { get; init; }
}

public enum DeliveryStatus
{
    Waiting,
    Posted,
    /// <summary>The conversation was resolved meanwhile; nobody wakes it for news.</summary>
    Skipped,
}

/// <summary>Where one update stands in one conversation.</summary>
public sealed record ProblemDelivery
{
    public required Guid UpdateId { get; init; }
    public required ConversationId ConversationId { get; init; }
    public DeliveryStatus Status { get; init; }

    /// <summary>When it is posted, or tried again; null once it is settled.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How often posting it failed.</summary>
    public int Failures { get; init; }
}

public sealed record ProblemRow(Problem Problem, int Linked);

/// <param name="IsSimulated">The customer is one whom the demo plays.</param>
public sealed record LinkedRow(ConversationId Conversation, string CustomerName, bool IsResolved, string? AssigneeName, bool IsSimulated);

/// <summary>How far an update has come.</summary>
public sealed record ProblemProgress(ProblemUpdate Update, int Posted, int Skipped, int Waiting)
{
    public int All => Posted + Skipped + Waiting;
}
