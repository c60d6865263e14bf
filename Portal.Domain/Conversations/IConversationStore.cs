using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>What the conversations capability remembers, apart from the timeline that the log writes.</summary>
public interface IConversationStore
{
    Task<Conversation?> FindAsync(ConversationId id, CancellationToken ct);

    /// <summary>The customer's newest conversation in the inbox that is not resolved, or was after <paramref name="resolvedAfter"/>.</summary>
    Task<Conversation?> FindCurrentAsync(CustomerId customer, InboxId inbox, DateTimeOffset resolvedAfter, CancellationToken ct);

    /// <summary>Entries above <paramref name="after"/>, oldest first.</summary>
    Task<IReadOnlyList<TimelineEntry>> ReadAfterAsync(ConversationId id, bool everyoneOnly, long after, int limit, CancellationToken ct);

    /// <summary>Entries below <paramref name="before"/>, the newest of them, oldest first.</summary>
    Task<IReadOnlyList<TimelineEntry>> ReadBeforeAsync(ConversationId id, bool everyoneOnly, long before, int limit, CancellationToken ct);

    /// <summary>The number of the last entry of each that its customer may see. Whatever is gone is left out.</summary>
    Task<IReadOnlyDictionary<ConversationId, long>> ReadLastPublicAsync(IReadOnlyList<ConversationId> ids, CancellationToken ct);

    Task<IReadOnlyList<ConversationRow>> ListAsync(ConversationFilter filter, UserId reader, int limit, CancellationToken ct);

    Task<ConversationRow?> FindRowAsync(ConversationId id, UserId reader, CancellationToken ct);

    Task<ConversationCounts> CountAsync(UserId agent, CancellationToken ct);

    /// <summary>The customer's other conversations, newest first.</summary>
    Task<IReadOnlyList<ConversationRow>> ListOfCustomerAsync(CustomerId customer, UserId reader, int limit, CancellationToken ct);

    Task<IReadOnlyList<ConversationId>> ListIdsOfCustomerAsync(CustomerId customer, int limit, CancellationToken ct);

    /// <summary>Who had the customer in the newest of their last few conversations that anybody had; null for a new customer.</summary>
    Task<UserId?> FindLastAgentAsync(CustomerId customer, CancellationToken ct);

    Task AddAttachmentAsync(Attachment attachment, CancellationToken ct);

    /// <summary>Removes the rows of files that were uploaded in that time and belong to no entry, the oldest first.</summary>
    Task<IReadOnlyList<AttachmentId>> RemoveUnsentAsync(DateTimeOffset after, DateTimeOffset before, int limit, CancellationToken ct);

    Task<Attachment?> FindAttachmentAsync(AttachmentId id, CancellationToken ct);

    Task<Receipts> ReadReceiptsAsync(ConversationId id, CancellationToken ct);

    /// <summary>Messages of the team that the customer has not read yet, counted up to <paramref name="most"/>.</summary>
    Task<int> CountUnreadByCustomerAsync(ConversationId id, CustomerId customer, int most, CancellationToken ct);

    /// <summary>The customer's conversations begun since a time, counted up to <paramref name="most"/>.</summary>
    Task<int> CountSinceAsync(CustomerId customer, DateTimeOffset since, int most, CancellationToken ct);

    /// <summary>Open conversations that somebody has, in which nobody has said anything since a time and no answer is due; not those that rest already.</summary>
    /// <param name="after">Only those whose newest entry of any kind came between this and <paramref name="until"/>; null for all.</param>
    Task<IReadOnlyList<ConversationId>> ListQuietAsync(DateTimeOffset? after, DateTimeOffset until, int limit, CancellationToken ct);

    Task<IReadOnlyList<ConversationId>> DueSnoozesAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Simulated conversations, counted up to <paramref name="most"/>.</summary>
    Task<int> CountSimulatedAsync(int most, CancellationToken ct);

    /// <summary>Removes the oldest simulated conversations with everything that belongs to them.</summary>
    /// <returns>How many, and whose files are still to be deleted.</returns>
    Task<(int Count, IReadOnlyList<AttachmentId> Files)> RemoveSimulatedAsync(int limit, CancellationToken ct);

    /// <summary>How long the conversation's queue gives for wrap-up; zero for none.</summary>
    Task<TimeSpan> FindWrapUpAsync(ConversationId id, CancellationToken ct);

    /// <summary>What somebody is still wrapping up, the one that ends first before the others.</summary>
    Task<IReadOnlyList<ConversationRow>> ListWrapUpsAsync(UserId agent, int limit, CancellationToken ct);

    Task<IReadOnlyList<ConversationId>> DueWrapUpsAsync(DateTimeOffset now, int limit, CancellationToken ct);
}

public enum ConversationView { Mine, Unassigned, AllOpen, Resolved }

/// <param name="Search">Matches the customer's name or email address, from its beginning.</param>
public sealed record ConversationFilter(ConversationView View, UserId Agent, string? Search = null, QueueId? Queue = null);

public sealed record ConversationCounts(int Mine, int Unassigned, int AllOpen);

/// <summary>A line of a list.</summary>
/// <param name="Unread">The customer's messages that this reader has not seen, up to <see cref="MostUnread"/>.</param>
/// <param name="Value">What the customer is worth to the company, from 0 to 1.</param>
public sealed record ConversationRow(
    Conversation Conversation, string CustomerName, string? CustomerEmail, string QueueName, string InboxName, string? AssigneeName, int Unread, double Value = 0)
{
    /// <summary>Beyond it nobody counts.</summary>
    public const int MostUnread = 100;
}

/// <summary>How far each side is. A staff figure is the furthest of all members of staff.</summary>
public sealed record Receipts(long CustomerDelivered, long CustomerRead, long StaffDelivered, long StaffRead)
{
    public static Receipts None { get; } = new(0, 0, 0, 0);

    public Receipts With(ReceiptsAdvanced fact) => fact.Side is Side.Customer
        ? this with { CustomerDelivered = Math.Max(CustomerDelivered, fact.Delivered), CustomerRead = Math.Max(CustomerRead, fact.Read) }
        : this with { StaffDelivered = Math.Max(StaffDelivered, fact.Delivered), StaffRead = Math.Max(StaffRead, fact.Read) };
}
