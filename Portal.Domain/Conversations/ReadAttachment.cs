using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Opens a stored file for somebody who may read its conversation; null for everybody else.</summary>
public sealed class ReadAttachment(IConversationStore store, IAttachmentFiles files)
{
    public async Task<(Attachment File, Stream Content)?> ExecuteAsync(Actor actor, AttachmentId id, CancellationToken ct)
    {
        if (await store.FindAttachmentAsync(id, ct) is not { } file) return null;
        if (await store.FindAsync(file.ConversationId, ct) is not { } c || !ConversationRules.MayRead(actor, c)) return null;
        return (file, files.Open(id));
    }
}
