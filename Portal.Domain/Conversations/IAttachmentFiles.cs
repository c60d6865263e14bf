using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Where the bytes of attachments lie.</summary>
public interface IAttachmentFiles
{
    /// <summary>Writes the content under the id. A failure leaves nothing behind.</summary>
    Task SaveAsync(AttachmentId id, Stream content, CancellationToken ct);

    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    Stream Open(AttachmentId id);

    void Delete(AttachmentId id);
}
