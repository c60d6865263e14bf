using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>What somebody wants to say. Exactly one of text and attachment.</summary>
public sealed record NewMessage(Guid ClientMessageId, EntryKind Kind, string? Text = null, AttachmentId? Attachment = null)
{
    public static NewMessage OfText(Guid id, string text) => new(id, EntryKind.Text, text);
    public static NewMessage OfNote(Guid id, string text) => new(id, EntryKind.Note, text);
    public static NewMessage OfFile(Guid id, AttachmentId file) => new(id, EntryKind.Attachment, Attachment: file);
}

public abstract record PostOutcome
{
    /// <summary>Committed: it cannot be lost any more. <paramref name="Repeated"/> when an earlier attempt had already succeeded.</summary>
    public sealed record Sent(TimelineEntry Entry, bool Repeated) : PostOutcome;

    public sealed record Refused(Refusal Reason) : PostOutcome;

    public sealed record Unknown : PostOutcome;
}

/// <summary>Adds a message or a note to a conversation. Sending the same id again returns the first result.</summary>
public sealed class PostMessage(IConversationLog log, IConversationStore store, IOptions<ConversationOptions> options)
{
    public Task<PostOutcome> ExecuteAsync(Actor actor, ConversationId id, NewMessage message, CancellationToken ct) =>
        ConversationMeters.CountPost(() => PostAsync(actor, id, message, ct));

    private async Task<PostOutcome> PostAsync(Actor actor, ConversationId id, NewMessage message, CancellationToken ct)
    {
        using var span = Spans.Start("post message", id);
        Attachment? file = null;
        if (message.Attachment is { } attachment)
        {
            file = await store.FindAttachmentAsync(attachment, ct);
            if (file is null || file.ConversationId != id || file.UploadedBy != actor.Id) return new PostOutcome.Unknown();
        }

        var draft = DraftOf(actor, message, file);
        var longest = options.Value.LongestText;
        var request = new LogRequest(id, (c, now) => ConversationRules.Post(c, draft, longest, now)) { Message = draft };
        return span.Ended(OutcomeOf(await log.WriteAsync(request, ct), draft));
    }

    internal static EntryDraft DraftOf(Actor actor, NewMessage message, Attachment? file) =>
        new(message.ClientMessageId, message.Kind, message.Kind is EntryKind.Note ? Audience.Staff : Audience.Everyone, actor)
        {
            Text = message.Text, Attachment = file,
        };

    internal static PostOutcome OutcomeOf(LogResult result, EntryDraft draft) => result switch
    {
        LogResult.Written w => new PostOutcome.Sent(w.Entries.First(e => e.ClientMessageId == draft.ClientMessageId), false),
        LogResult.Repeated r => new PostOutcome.Sent(r.Entry, true),
        LogResult.Refused r => new PostOutcome.Refused(r.Reason),
        LogResult.Unknown => new PostOutcome.Unknown(),
        _ => throw new InvalidOperationException($"No outcome for {result}"),
    };
}
