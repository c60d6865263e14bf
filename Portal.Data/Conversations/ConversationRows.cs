using Microsoft.EntityFrameworkCore;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>A conversation with what a list says beside it.</summary>
internal sealed class ConversationJoin
{
    public required Conversation Conversation { get; init; }
    public required Customer? Customer { get; init; }
    public required Queue? Queue { get; init; }
    public required Inbox? Inbox { get; init; }
    public required Agent? Assignee { get; init; }
}

internal enum RowOrder { LastEntryFirst, LongestWaitFirst, LastResolvedFirst, WrapUpEndsFirst }

/// <summary>The lines of lists: one query for the page and one for its unread counts, however long the histories are.</summary>
internal static class ConversationRows
{
    public static async Task<IReadOnlyList<ConversationRow>> ReadAsync(
        IDbContextFactory<PortalDbContext> contexts, UserId reader, int limit, RowOrder order, Func<IQueryable<ConversationJoin>, IQueryable<ConversationJoin>> filter, CancellationToken ct, FoundCustomers? found = null)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = filter(Join(db));
        if (found is not null)
        {
            if (found.Customers is null) (rows, limit) = (await WithinReachAsync(rows, order, ct), Math.Min(limit, CustomerSearch.MostFound));
            rows = CustomerSearch.Narrow(rows, found);
        }

        var page = await Sort(rows, order).Take(limit).Select(r => new
        {
            r.Conversation, r.Customer!.Name, r.Customer.Email, Queue = r.Queue!.Name, Inbox = r.Inbox!.Name, Assignee = r.Assignee!.Name, Value = (double?)r.Customer.Value,
            Unread = db.Entries
                .Where(e => e.ConversationId == r.Conversation.Id && e.AuthorRole == Role.Customer && e.Kind != EntryKind.Event
                    && e.Sequence > (db.ReadMarks.Where(m => m.ConversationId == r.Conversation.Id && m.ReaderId == reader.Value).Select(m => (long?)m.Read).FirstOrDefault() ?? 0))
                .Take(ConversationRow.MostUnread).Count(),
        }).AsNoTracking().ToListAsync(ct);
        return [.. page.Select(r => new ConversationRow(
            r.Conversation, CustomerRules.DisplayName(r.Name ?? "", r.Email, r.Conversation.CustomerId), r.Email, r.Queue ?? "", r.Inbox ?? "", r.Assignee, r.Unread, r.Value ?? 0))];
    }

    /// <summary>
    /// Without the part of a list that a search does not go down to. What is open or waits is somebody's work and never that long;
    /// lists by the last entry or by the resolution are.
    /// </summary>
    private static async Task<IQueryable<ConversationJoin>> WithinReachAsync(IQueryable<ConversationJoin> rows, RowOrder order, CancellationToken ct)
    {
        switch (order)
        {
            case RowOrder.LastResolvedFirst when await CustomerSearch.EndAsync(rows.Select(r => r.Conversation.ResolvedAt), ct) is { } end:
                return rows.Where(r => r.Conversation.ResolvedAt >= end);
            case RowOrder.LastEntryFirst when await CustomerSearch.EndAsync(rows.Select(r => (DateTimeOffset?)r.Conversation.LastEntryAt), ct) is { } end:
                return rows.Where(r => r.Conversation.LastEntryAt >= end);
            default:
                return rows;
        }
    }

    private static IOrderedQueryable<ConversationJoin> Sort(IQueryable<ConversationJoin> rows, RowOrder order) => order switch
    {
        RowOrder.LongestWaitFirst => rows.OrderBy(r => r.Conversation.QueuedAt),
        RowOrder.WrapUpEndsFirst => rows.OrderBy(r => r.Conversation.WrapUpUntil),
        RowOrder.LastResolvedFirst => rows.OrderByDescending(r => r.Conversation.ResolvedAt),
        RowOrder.LastEntryFirst => rows.OrderByDescending(r => r.Conversation.LastEntryAt),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "No such order"),
    };

    private static IQueryable<ConversationJoin> Join(PortalDbContext db) =>
        from c in db.Conversations
        join customer in db.Customers on c.CustomerId equals customer.Id into customers
        from customer in customers.DefaultIfEmpty()
        join queue in db.Queues on c.QueueId equals queue.Id into queues
        from queue in queues.DefaultIfEmpty()
        join inbox in db.Inboxes on c.InboxId equals inbox.Id into inboxes
        from inbox in inboxes.DefaultIfEmpty()
        join agent in db.Agents on c.AssigneeId equals agent.Id into agents
        from agent in agents.DefaultIfEmpty()
        select new ConversationJoin { Conversation = c, Customer = customer, Queue = queue, Inbox = inbox, Assignee = agent };
}
