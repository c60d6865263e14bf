using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Data.Triage;

public sealed class TriageStore(IDbContextFactory<PortalDbContext> contexts, WriteGate gate) : ITriageStore
{
    /// <summary>Of a conversation's entries only the first are the beginning.</summary>
    private const int FirstEntries = 6;

    public async Task<IReadOnlyList<TriageVersion>> ListVersionsAsync(int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.TriageVersions.AsNoTracking().OrderByDescending(v => v.Number).Take(limit).ToListAsync(ct);
    }

    public async Task<int?> FindPublishedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.TriageVersions.Where(v => v.PublishedAt != null).OrderByDescending(v => v.Number).Select(v => (int?)v.Number).FirstOrDefaultAsync(ct);
    }

    public async Task<TriageVersion?> FindVersionAsync(int number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.TriageVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Number == number, ct);
    }

    public async Task<bool> SaveDraftAsync(TriageVersion draft, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (draft.Revision > 1)
        {
            using var turn = await gate.EnterAsync(ct);
            return await db.TriageVersions.Where(v => v.Number == draft.Number && v.Revision == draft.Revision - 1 && v.PublishedAt == null).ExecuteUpdateAsync(
                s => s.SetProperty(v => v.Rules, draft.Rules).SetProperty(v => v.Revision, draft.Revision).SetProperty(v => v.SavedAt, draft.SavedAt).SetProperty(v => v.SavedBy, draft.SavedBy), ct) == 1;
        }

        db.TriageVersions.Add(draft);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            // Somebody began the same version at the same moment; any other fault comes again with the next question.
            db.ChangeTracker.Clear();
            if (await db.TriageVersions.AnyAsync(v => v.Number == draft.Number, ct)) return false;
            throw;
        }
    }

    public async Task<bool> PublishAsync(int number, int revision, string by, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await db.TriageVersions.Where(v => v.Number == number && v.Revision == revision && v.PublishedAt == null).ExecuteUpdateAsync(
            s => s.SetProperty(v => v.PublishedAt, now).SetProperty(v => v.PublishedBy, by), ct) == 1;
    }

    public async Task<TriageCase?> FindCaseAsync(ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await ReadAsync(db, db.Conversations.Where(c => c.Id == id), asItBegan: false, ct)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<TriageCase>> ListCasesAsync(DateTimeOffset until, int skip, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db, db.Conversations.Where(c => c.CreatedAt <= until && c.SimulatedAt == null).OrderByDescending(c => c.CreatedAt).Skip(skip).Take(limit), asItBegan: true, ct);
    }

    public async Task<IReadOnlyList<ConversationId>> ListOverdueAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.Where(c => c.HeldUntil <= now).OrderBy(c => c.HeldUntil).Select(c => c.Id).Take(limit).ToListAsync(ct);
    }

    public async Task RecordAsync(TriageRecord record, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.TriageRecords.Add(record);
        await db.SaveChangesAsync(ct);
    }

    public async Task ForgetAsync(TriageRecord record, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        await db.TriageRecords.Where(r => r.ConversationId == record.ConversationId && r.Id == record.Id).ExecuteDeleteAsync(ct);
    }

    public async Task<TriageRecord?> FindRecordAsync(ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.TriageRecords.AsNoTracking().Where(r => r.ConversationId == id).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).FirstOrDefaultAsync(ct);
    }

    private static async Task<IReadOnlyList<TriageCase>> ReadAsync(PortalDbContext db, IQueryable<Conversation> chosen, bool asItBegan, CancellationToken ct)
    {
        var rows = await (
            from c in chosen
            join i in db.Inboxes on c.InboxId equals i.Id into inboxes
            from inbox in inboxes.DefaultIfEmpty()
            join p in db.Customers on c.CustomerId equals p.Id into people
            from customer in people.DefaultIfEmpty()
            select new
            {
                Conversation = new { c.Id, c.CreatedAt, c.InboxId, c.Channel, c.QueueId, c.Page, c.Status, IsAssigned = c.AssigneeId != null },
                Inbox = inbox,
                Customer = customer,
                Earlier = db.Conversations.Count(e => e.CustomerId == c.CustomerId && e.CreatedAt < c.CreatedAt),
                LastEarlierAt = db.Conversations.Where(e => e.CustomerId == c.CustomerId && e.CreatedAt < c.CreatedAt).Max(e => (DateTimeOffset?)e.CreatedAt),
            }).AsNoTracking().ToListAsync(ct);
        var ids = rows.Select(r => r.Conversation.Id).ToList();
        var entries = (await db.Entries.Where(e => ids.Contains(e.ConversationId) && e.Sequence <= FirstEntries && e.Audience == Audience.Everyone)
            .Select(e => new { e.ConversationId, e.Sequence, e.Kind, e.AuthorRole, e.Text }).ToListAsync(ct)).ToLookup(e => e.ConversationId);
        return
        [
            .. rows.OrderByDescending(r => r.Conversation.CreatedAt).Select(r =>
            {
                var beginning = entries[r.Conversation.Id].OrderBy(e => e.Sequence).TakeWhile(e => e.AuthorRole is Role.Customer).ToList();
                return new TriageCase(
                    r.Conversation.Id, r.Conversation.CreatedAt, r.Conversation.InboxId, r.Inbox?.QueueId ?? r.Conversation.QueueId, r.Inbox?.Hours ?? BusinessHours.Always, r.Conversation.Page, r.Customer,
                    [.. beginning.Where(e => e.Kind is EntryKind.Text).Select(e => e.Text ?? "")], beginning.Exists(e => e.Kind is EntryKind.Attachment), r.Earlier, r.LastEarlierAt,
                    asItBegan ? TriageStatus.Waiting : TriageRules.StatusOf(r.Conversation.Status, r.Conversation.IsAssigned), r.Conversation.Channel);
            }),
        ];
    }
}
