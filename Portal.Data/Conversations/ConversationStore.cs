using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

public sealed class ConversationStore(IDbContextFactory<PortalDbContext> contexts, WriteGate gate) : IConversationStore
{
    /// <summary>Conversations of a customer in which somebody is looked for whom they know.</summary>
    private const int LastFew = 5;

    public async Task<Conversation?> FindAsync(ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
    }

    public async Task<IReadOnlyDictionary<ConversationId, long>> ReadLastPublicAsync(IReadOnlyList<ConversationId> ids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.LastPublicSequence }).ToDictionaryAsync(c => c.Id, c => c.LastPublicSequence, ct);
    }

    public async Task<Conversation?> FindCurrentAsync(CustomerId customer, InboxId inbox, DateTimeOffset resolvedAfter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.AsNoTracking()
            .Where(c => c.CustomerId == customer && c.InboxId == inbox && (c.Status != ConversationStatus.Resolved || c.ResolvedAt > resolvedAfter))
            .OrderByDescending(c => c.CreatedAt).FirstOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<TimelineEntry>> ReadAfterAsync(ConversationId id, bool everyoneOnly, long after, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Visible(db, id, everyoneOnly).Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(limit).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<TimelineEntry>> ReadBeforeAsync(ConversationId id, bool everyoneOnly, long before, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var newestFirst = await Visible(db, id, everyoneOnly).Where(e => e.Sequence < before).OrderByDescending(e => e.Sequence).Take(limit).ToListAsync(ct);
        newestFirst.Reverse();
        return newestFirst;
    }

    public async Task AddAttachmentAsync(Attachment attachment, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Attachments.Add(attachment);
        await db.SaveChangesAsync(ct);
    }

    public async Task<Attachment?> FindAttachmentAsync(AttachmentId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
    }

    public async Task<IReadOnlyList<AttachmentId>> RemoveUnsentAsync(DateTimeOffset after, DateTimeOffset before, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var unsent = await db.Attachments.Where(a => a.UploadedAt > after && a.UploadedAt < before && !db.Entries.Any(e => e.AttachmentId == a.Id))
            .OrderBy(a => a.UploadedAt).Select(a => a.Id).Take(limit).ToListAsync(ct);
        if (unsent.Count == 0) return [];
        using var turn = await gate.EnterAsync(ct);
        // Whoever sends one of them now keeps it: the foreign key would refuse to let it go, and everything else with it.
        var sent = await db.Entries.Where(e => e.AttachmentId != null && unsent.Contains(e.AttachmentId.Value)).Select(e => e.AttachmentId!.Value).ToListAsync(ct);
        unsent.RemoveAll(sent.Contains);
        await db.Attachments.Where(a => unsent.Contains(a.Id)).ExecuteDeleteAsync(ct);
        return unsent;
    }

    public async Task<Receipts> ReadReceiptsAsync(ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var marks = await db.ReadMarks.Where(m => m.ConversationId == id).GroupBy(m => m.Side)
            .Select(g => new { Side = g.Key, Delivered = g.Max(m => m.Delivered), Read = g.Max(m => m.Read) }).ToListAsync(ct);
        var (customer, staff) = (marks.Find(m => m.Side == Side.Customer), marks.Find(m => m.Side == Side.Staff));
        return new(customer?.Delivered ?? 0, customer?.Read ?? 0, staff?.Delivered ?? 0, staff?.Read ?? 0);
    }

    public async Task<int> CountUnreadByCustomerAsync(ConversationId id, CustomerId customer, int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var read = await db.ReadMarks.Where(m => m.ConversationId == id && m.ReaderId == customer.Value).Select(m => m.Read).SingleOrDefaultAsync(ct);
        return await db.Entries
            .Where(e => e.ConversationId == id && e.Sequence > read && e.Audience == Audience.Everyone && e.Kind != EntryKind.Event && e.AuthorRole != Role.Customer)
            .Take(most).CountAsync(ct);
    }

    public async Task<int> CountSinceAsync(CustomerId customer, DateTimeOffset since, int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.Where(c => c.CustomerId == customer && c.CreatedAt >= since).Select(c => c.Id).Take(most).CountAsync(ct);
    }

    public async Task<IReadOnlyList<ConversationId>> ListQuietAsync(DateTimeOffset? after, DateTimeOffset until, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // The index knows the newest entry of any kind, which is never older than the last word.
        var open = after is { } lately ? db.Conversations.Where(c => c.LastEntryAt > lately && c.LastEntryAt <= until) : db.Conversations;
        return await open
            .Where(c => c.Status == ConversationStatus.Open && c.SpokenAt <= until && c.AssigneeId != null && c.OpenedAt != null && c.WaitingSince == null && !c.IsResting)
            .OrderBy(c => c.LastEntryAt).Take(limit).Select(c => c.Id).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<ConversationId>> ListIdsOfCustomerAsync(CustomerId customer, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.Where(c => c.CustomerId == customer).OrderByDescending(c => c.CreatedAt).Select(c => c.Id).Take(limit).ToListAsync(ct);
    }

    public async Task<UserId?> FindLastAgentAsync(CustomerId customer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last = await db.Conversations.Where(c => c.CustomerId == customer).OrderByDescending(c => c.CreatedAt).Take(LastFew).Select(c => c.AssigneeId ?? c.PreferredAgentId).ToListAsync(ct);
        return last.Find(a => a is not null);
    }

    public async Task<IReadOnlyList<ConversationId>> DueSnoozesAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Only who sleeps has such a time. The status is not asked for: its index would be taken instead, and sorted.
        return await db.Conversations.Where(c => c.SnoozedUntil <= now)
            .OrderBy(c => c.SnoozedUntil).Select(c => c.Id).Take(limit).ToListAsync(ct);
    }

    public async Task<int> CountSimulatedAsync(int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.Where(c => c.SimulatedAt > Moments.Ever).OrderBy(c => c.SimulatedAt).Take(most).CountAsync(ct);
    }

    public async Task<(int Count, IReadOnlyList<AttachmentId> Files)> RemoveSimulatedAsync(int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = await db.Conversations.Where(c => c.SimulatedAt > Moments.Ever).OrderBy(c => c.SimulatedAt).Select(c => c.Id).Take(limit).ToListAsync(ct);
        if (ids.Count == 0) return (0, []);
        var files = await db.Attachments.Where(a => ids.Contains(a.ConversationId)).Select(a => a.Id).ToListAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        // Entries and everything else that belongs to them go by their foreign keys, in the same statement.
        return (await db.Conversations.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(ct), files);
    }

    public async Task<TimeSpan> FindWrapUpAsync(ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.Where(c => c.Id == id).Join(db.Queues, c => c.QueueId, q => q.Id, (c, q) => q.WrapUp).SingleOrDefaultAsync(ct);
    }

    public Task<IReadOnlyList<ConversationRow>> ListWrapUpsAsync(UserId agent, int limit, CancellationToken ct) =>
        ConversationRows.ReadAsync(contexts, agent, limit, RowOrder.WrapUpEndsFirst, rows => rows.Where(r => r.Conversation.WrapUpUntil > Moments.Ever && r.Conversation.AssigneeId == agent), ct);

    public async Task<IReadOnlyList<ConversationId>> DueWrapUpsAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.Where(c => c.WrapUpUntil <= now).OrderBy(c => c.WrapUpUntil).Select(c => c.Id).Take(limit).ToListAsync(ct);
    }

    public async Task<ConversationCounts> CountAsync(UserId agent, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var mine = await db.Conversations.CountAsync(c => c.AssigneeId == agent && (c.Status == ConversationStatus.Open || c.Status == ConversationStatus.Snoozed), ct);
        var unassigned = await db.Conversations.CountAsync(c => c.AssigneeId == null && c.Status == ConversationStatus.Open, ct);
        var open = await db.Conversations.CountAsync(c => c.Status == ConversationStatus.Open, ct);
        return new(mine, unassigned, open);
    }

    public async Task<IReadOnlyList<ConversationRow>> ListAsync(ConversationFilter filter, UserId reader, int limit, CancellationToken ct)
    {
        var order = filter.View switch
        {
            ConversationView.Unassigned => RowOrder.LongestWaitFirst,
            ConversationView.Resolved => RowOrder.LastResolvedFirst,
            _ => RowOrder.LastEntryFirst,
        };
        var found = filter.Search is { Length: > 0 } search ? await CustomerSearch.FindAsync(contexts, search, ct) : null;
        return await ConversationRows.ReadAsync(contexts, reader, limit, order, rows => Filter(rows, filter), ct, found);
    }

    public async Task<ConversationRow?> FindRowAsync(ConversationId id, UserId reader, CancellationToken ct) =>
        (await ConversationRows.ReadAsync(contexts, reader, 1, RowOrder.LastEntryFirst, rows => rows.Where(r => r.Conversation.Id == id), ct)).SingleOrDefault();

    public Task<IReadOnlyList<ConversationRow>> ListOfCustomerAsync(CustomerId customer, UserId reader, int limit, CancellationToken ct) =>
        ConversationRows.ReadAsync(contexts, reader, limit, RowOrder.LastEntryFirst, rows => rows.Where(r => r.Conversation.CustomerId == customer), ct);

    /// <remarks>
    /// What is resolved has the time of that and nothing else has. "Not resolved" is written as the two other states: no index can
    /// look for an inequality.
    /// </remarks>
    private static IQueryable<ConversationJoin> Filter(IQueryable<ConversationJoin> rows, ConversationFilter filter)
    {
        rows = filter.View switch
        {
            ConversationView.Mine => rows.Where(r => r.Conversation.AssigneeId == filter.Agent && (r.Conversation.Status == ConversationStatus.Open || r.Conversation.Status == ConversationStatus.Snoozed)),
            ConversationView.Unassigned => rows.Where(r => r.Conversation.AssigneeId == null && r.Conversation.Status == ConversationStatus.Open),
            ConversationView.AllOpen => rows.Where(r => r.Conversation.Status == ConversationStatus.Open),
            ConversationView.Resolved => rows.Where(r => r.Conversation.ResolvedAt > Moments.Ever),
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.View, "No such view"),
        };
        if (filter.Queue is { } queue) rows = rows.Where(r => r.Conversation.QueueId == queue);
        return rows;
    }

    private static IQueryable<TimelineEntry> Visible(PortalDbContext db, ConversationId id, bool everyoneOnly)
    {
        var entries = db.Entries.AsNoTracking().Include(e => e.Attachment).Where(e => e.ConversationId == id);
        return everyoneOnly ? entries.Where(e => e.Audience == Audience.Everyone) : entries;
    }
}
