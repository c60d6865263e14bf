using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Data.Collaboration;

/// <summary>Mentions and followers; consults, problems and talk among colleagues stand in the other parts.</summary>
public sealed partial class CollaborationStore(IDbContextFactory<PortalDbContext> contexts, WriteGate gate) : ICollaborationStore
{
    private const int MostNews = 100;

    /// <summary>What of a conversation concerns those who follow it: notes, and the turns that it takes.</summary>
    private static readonly TimelineEvent[] Turns =
    [
        TimelineEvent.Assigned, TimelineEvent.Joined, TimelineEvent.Unassigned, TimelineEvent.Transferred, TimelineEvent.Resolved, TimelineEvent.Reopened,
        TimelineEvent.EscalationAsked, TimelineEvent.EscalationAccepted, TimelineEvent.EscalationReturned, TimelineEvent.Overdue,
    ];

    public async Task<IReadOnlyList<Mention>> AddMentionsAsync(IReadOnlyCollection<Mention> mentions, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var added = new List<Mention>();
        foreach (var mention in mentions)
        {
            if (await db.Mentions.AnyAsync(m => m.UserId == mention.UserId && m.ConversationId == mention.ConversationId && m.Sequence == mention.Sequence, ct)) continue;
            if (await TryAddAsync(db, mention, ct)) added.Add(mention);
        }

        return added;
    }

    public async Task<IReadOnlyList<MentionRow>> ListMentionsAsync(UserId user, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var newest = db.Mentions.AsNoTracking().Where(m => m.UserId == user).OrderByDescending(m => m.At).Take(limit);
        var rows = await (from m in newest
                          join c in db.Conversations on m.ConversationId equals c.Id
                          join customer in db.Customers on c.CustomerId equals customer.Id into customers
                          from customer in customers.DefaultIfEmpty()
                          select new { Mention = m, c.CustomerId, customer.Name, customer.Email, Simulated = c.SimulatedAt != null }).ToListAsync(ct);
        return [.. rows.OrderByDescending(r => r.Mention.At).Select(r => new MentionRow(r.Mention, CustomerRules.DisplayName(r.Name ?? "", r.Email, r.CustomerId), r.Simulated))];
    }

    public async Task<int> CountUnseenAsync(UserId user, int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Mentions.Where(m => m.UserId == user && m.SeenAt == null).Take(most).CountAsync(ct);
    }

    public async Task<bool> SeeAsync(UserId user, ConversationId id, long upTo, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Looked at first: most conversations that somebody opens hold nothing of this, and reading waits for no writer.
        var mentioned = await db.Mentions.AnyAsync(m => m.UserId == user && m.ConversationId == id && m.Sequence <= upTo && m.SeenAt == null, ct);
        var followed = await db.Followers.AnyAsync(f => f.ConversationId == id && f.UserId == user && f.Seen < upTo, ct);
        if (!mentioned && !followed) return false;
        using var turn = await gate.EnterAsync(ct);
        if (mentioned) await db.Mentions.Where(m => m.UserId == user && m.ConversationId == id && m.Sequence <= upTo && m.SeenAt == null).ExecuteUpdateAsync(s => s.SetProperty(m => m.SeenAt, now), ct);
        if (followed) await db.Followers.Where(f => f.ConversationId == id && f.UserId == user && f.Seen < upTo).ExecuteUpdateAsync(s => s.SetProperty(f => f.Seen, upTo), ct);
        return true;
    }

    public async Task FollowAsync(Follower follower, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.Followers.AnyAsync(f => f.ConversationId == follower.ConversationId && f.UserId == follower.UserId, ct)) await TryAddAsync(db, follower, ct);
    }

    public async Task UnfollowAsync(ConversationId id, UserId user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        await db.Followers.Where(f => f.ConversationId == id && f.UserId == user).ExecuteDeleteAsync(ct);
    }

    public async Task<IReadOnlyList<Follower>> ListFollowersAsync(ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Followers.AsNoTracking().Where(f => f.ConversationId == id).Take(100).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<FollowedRow>> ListFollowedAsync(UserId user, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var followed = db.Followers.Where(f => f.UserId == user).OrderByDescending(f => f.Since).Take(limit);
        var rows = await (from f in followed
                          join c in db.Conversations on f.ConversationId equals c.Id
                          join customer in db.Customers on c.CustomerId equals customer.Id into customers
                          from customer in customers.DefaultIfEmpty()
                          select new
                          {
                              f.Since, c.Id, c.CustomerId, customer.Name, customer.Email, c.Preview, c.Status, c.LastEntryAt, Simulated = c.SimulatedAt != null,
                              News = db.Entries.Where(e => e.ConversationId == f.ConversationId && e.Sequence > f.Seen && e.AuthorId != user.Value
                                  && (e.Kind == EntryKind.Note || (e.Event != null && Turns.Contains(e.Event.Value)))).Take(MostNews).Count(),
                          }).AsNoTracking().ToListAsync(ct);
        return [.. rows.OrderByDescending(r => r.Since).Select(r => new FollowedRow(r.Id, CustomerRules.DisplayName(r.Name ?? "", r.Email, r.CustomerId), r.Preview, r.Status == ConversationStatus.Resolved, r.LastEntryAt, r.News, r.Simulated))];
    }

    /// <returns>False when somebody else, on whichever node, added the same one in this very moment.</returns>
    private static async Task<bool> TryAddAsync<T>(PortalDbContext db, T row, CancellationToken ct) where T : class
    {
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            var key = db.Entry(row).Metadata.FindPrimaryKey()!.Properties.Select(p => p.PropertyInfo!.GetValue(row)).ToArray();
            db.ChangeTracker.Clear();
            if (await db.FindAsync<T>(key, ct) is null) throw;
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
