using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

public abstract record UploadOutcome
{
    /// <summary>Stored, and visible to nobody until it is posted as a message.</summary>
    public sealed record Stored(Attachment Attachment) : UploadOutcome;

    public sealed record TooLarge(long Limit) : UploadOutcome;

    public sealed record Empty : UploadOutcome;

    /// <summary>The content is none of the allowed kinds.</summary>
    public sealed record NotAllowed : UploadOutcome;

    public sealed record Unknown : UploadOutcome;
}

/// <summary>Takes a file for a conversation. What it is follows from its content.</summary>
public sealed class UploadAttachment(IConversationStore store, IAttachmentFiles files, IOptions<ConversationOptions> options, TimeProvider clock)
{
    public Task<UploadOutcome> ExecuteAsync(Actor actor, ConversationId id, string? fileName, Stream content, CancellationToken ct) =>
        ConversationMeters.CountUpload(() => UploadAsync(actor, id, fileName, content, ct));

    private async Task<UploadOutcome> UploadAsync(Actor actor, ConversationId id, string? fileName, Stream content, CancellationToken ct)
    {
        if (await store.FindAsync(id, ct) is not { } c || !ConversationRules.MayRead(actor, c)) return new UploadOutcome.Unknown();

        var head = new byte[FileRules.HeadLength];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        if (read == 0) return new UploadOutcome.Empty();
        if (FileRules.Sniff(head.AsSpan(0, read)) is not { } type) return new UploadOutcome.NotAllowed();

        var limit = options.Value.LargestAttachment;
        var counted = new LimitedStream(head.AsMemory(0, read), content, limit);
        var file = AttachmentId.New();
        await files.SaveAsync(file, counted, ct);
        if (counted.Exceeded)
        {
            files.Delete(file);
            return new UploadOutcome.TooLarge(limit);
        }

        var size = FileRules.Dimensions(head.AsSpan(0, read), type);
        var attachment = new Attachment
        {
            Id = file, ConversationId = id, FileName = FileRules.SafeName(fileName), ContentType = type, Size = counted.Count,
            Width = size?.Width, Height = size?.Height, UploadedAt = clock.GetUtcNow(), UploadedBy = actor.Id,
        };
        try
        {
            await store.AddAttachmentAsync(attachment, ct);
        }
        catch
        {
            files.Delete(file);
            throw;
        }

        return new UploadOutcome.Stored(attachment);
    }
}
