using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Shared;

namespace Portal.Api;

/// <summary>
/// Short-lived addresses for reading and uploading files. Each names the one person it was made for; the right itself is
/// checked again when the address is used. Customers in a foreign frame have no cookies, so the address carries the proof.
/// </summary>
public sealed class AttachmentLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private readonly IDataProtector readers = protection.CreateProtector("Portal.Attachment.Read.v1");
    private readonly IDataProtector writers = protection.CreateProtector("Portal.Attachment.Upload.v1");

    /// <summary>Where <paramref name="reader"/> gets the file.</summary>
    public string ForReading(Actor reader, AttachmentId file) => $"/attachments/{file.Value:N}?access={Seal(readers, new(reader.Id, reader.Role, reader.Name, file.Value, Expiry()))}";

    /// <summary>Where <paramref name="writer"/> may upload files for the conversation.</summary>
    public string ForUpload(Actor writer, ConversationId conversation) => $"/attachments?ticket={Seal(writers, new(writer.Id, writer.Role, writer.Name, conversation.Value, Expiry()))}";

    public Actor? ReaderOf(AttachmentId file, string? access) => Open(readers, access) is { } ticket && ticket.Target == file.Value ? ticket.Actor : null;

    public (Actor Writer, ConversationId Conversation)? WriterOf(string? ticket) => Open(writers, ticket) is { } found ? (found.Actor, new(found.Target)) : null;

    private DateTimeOffset Expiry() => clock.GetUtcNow() + Lifetime;

    private static string Seal(IDataProtector protector, Ticket ticket) => protector.Protect(JsonSerializer.Serialize(ticket));

    private Ticket? Open(IDataProtector protector, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return JsonSerializer.Deserialize<Ticket>(protector.Unprotect(text)) is { } ticket && ticket.Until > clock.GetUtcNow() ? ticket : null;
        }
        catch (CryptographicException)
        {
            return null; // Made up, cut, or of another key ring: as good as none.
        }
    }

    private sealed record Ticket(Guid Who, Role Role, string Name, Guid Target, DateTimeOffset Until)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public Actor Actor => new(Who, Role, Name);
    }
}
