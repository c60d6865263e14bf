using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

public enum EntryKind { Text, Attachment, Note, Event }

public enum Audience { Everyone, Staff }

/// <summary>What happened, for entries of kind <see cref="EntryKind.Event"/>.</summary>
public enum TimelineEvent
{
    Started, Assigned, Joined, OfferExpired, Unassigned, Transferred, Resolved, Reopened, Snoozed, Woken, Identified, Categorised,
    EscalationAsked, EscalationAccepted, EscalationReturned, Prioritised, DueSoon, Overdue, Required,
    LineFull, LineJoined, AnswerByEmail,
}

/// <summary>One line of a conversation's history. Never changed after it was committed.</summary>
public sealed record TimelineEntry
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>1, 2, 3 … within its conversation, without holes. The only order that counts.</summary>
    public required long Sequence { get; init; }

    /// <summary>Made by the sender before the first attempt: sending again is harmless.</summary>
    public required Guid ClientMessageId { get; init; }

    public required EntryKind Kind { get; init; }
    public required Audience Audience { get; init; }
    public required Role AuthorRole { get; init; }
    public required Guid AuthorId { get; init; }

    /// <summary>The author's name at that time.</summary>
    public required string AuthorName { get; init; }

    /// <summary>A message's or note's Markdown; of an event its subject, such as the assignee's name.</summary>
    public string? Text { get; init; }

    public AttachmentId? AttachmentId { get; init; }
    public Attachment? Attachment { get; init; }
    public TimelineEvent? Event { get; init; }

    /// <summary>Why the event happened, as a resource key such as <c>most-free-capacity</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The server's clock, for display. A clock that is set back cannot reorder anything.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A stored file. Its bytes lie in the attachment folder under its id, never under its name.</summary>
public sealed record Attachment
{
    public required AttachmentId Id { get; init; }
    public required ConversationId ConversationId { get; init; }
    public required string FileName { get; init; }

    /// <summary>As sniffed from the content, never as claimed by the sender.</summary>
    public required string ContentType { get; init; }

    public required long Size { get; init; }
    public int? Width { get; init; }
    public int? Height { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
    public required Guid UploadedBy { get; init; }
    public bool IsImage => ContentType.StartsWith("image/", StringComparison.Ordinal);
}
