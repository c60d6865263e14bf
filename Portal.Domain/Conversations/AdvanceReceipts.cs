using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>How far one reader has received and read a conversation.</summary>
public sealed record ReadMark
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>The customer's or the user's id.</summary>
    public required Guid ReaderId { get; init; }

    public required Side Side { get; init; }
    public long Delivered { get; set; }
    public long Read { get; set; }
}

/// <summary>Collects marks and writes the newest of each reader about five times a second: receipts never wait in the message path.</summary>
public interface IReceiptLog
{
    void Advance(Actor reader, ConversationId id, long delivered, long read);
}

/// <summary>
/// Tells that the actor's side has received or read a conversation up to an entry. Marks only grow, and never beyond the newest entry;
/// marks of conversations that the actor may not read are dropped when they are written.
/// </summary>
public sealed class AdvanceReceipts(IReceiptLog log)
{
    public void Execute(Actor actor, ConversationId id, long delivered, long read)
    {
        if (actor.Role is not Role.Customer && !actor.IsStaff) return;
        log.Advance(actor, id, Math.Max(delivered, read), read);
    }
}
