using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>An entry before the log gave it a number and a time.</summary>
public sealed record EntryDraft(Guid ClientMessageId, EntryKind Kind, Audience Audience, Actor Author)
{
    public string? Text { get; init; }
    public Attachment? Attachment { get; init; }
    public TimelineEvent? Event { get; init; }
    public string? Reason { get; init; }

    public static EntryDraft Of(TimelineEvent what, Actor author, Audience audience, string? subject = null, string? reason = null) =>
        new(Guid.CreateVersion7(), EntryKind.Event, audience, author) { Event = what, Text = subject, Reason = reason };

    public TimelineEntry Number(ConversationId conversation, long sequence, DateTimeOffset now) => new()
    {
        ConversationId = conversation,
        Sequence = sequence,
        ClientMessageId = ClientMessageId,
        Kind = Kind,
        Audience = Audience,
        AuthorRole = Author.Role,
        AuthorId = Author.Id,
        AuthorName = Author.Name,
        Text = Text,
        AttachmentId = Attachment?.Id,
        Attachment = Attachment,
        Event = Event,
        Reason = Reason,
        CreatedAt = now,
    };

    /// <summary>Whether <paramref name="stored"/> is this very message, sent before.</summary>
    public bool IsSameAs(TimelineEntry stored) =>
        stored.Kind == Kind && stored.AuthorId == Author.Id && stored.Text == Text && stored.AttachmentId == Attachment?.Id;
}
