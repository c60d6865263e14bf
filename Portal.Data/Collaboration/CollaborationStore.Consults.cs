using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Data.Collaboration;

public sealed partial class CollaborationStore
{
    public async Task AddConsultAsync(Consult consult, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Consults.Add(consult);
        await db.SaveChangesAsync(ct);
    }

    public async Task<Consult?> FindConsultAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Consults.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
    }

    public async Task<bool> ReplaceConsultAsync(Consult before, Consult after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(db, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var changed = await db.Consults.Where(c => c.Id == before.Id && c.Version == before.Version).ExecuteUpdateAsync(
            s => s.SetProperty(c => c.Status, after.Status).SetProperty(c => c.HolderId, after.HolderId).SetProperty(c => c.HolderName, after.HolderName)
                .SetProperty(c => c.LapsesAt, after.LapsesAt).SetProperty(c => c.EndedAt, after.EndedAt).SetProperty(c => c.Version, after.Version), ct);
        if (changed == 0) return false;
        if (before.Bearer != after.Bearer)
        {
            // A question between colleagues is answered like a chat.
            if (after.Bearer is { } taker) await db.Agents.Where(a => a.Id == taker).ExecuteUpdateAsync(s => s.SetProperty(a => a.Load.Chat, a => a.Load.Chat + 1).SetProperty(a => a.Used.Chat, a => a.Used.Chat + Weights.Ordinary), ct);
            if (before.Bearer is { } giver) await db.Agents.Where(a => a.Id == giver && a.Load.Chat > 0).ExecuteUpdateAsync(s => s.SetProperty(a => a.Load.Chat, a => a.Load.Chat - 1).SetProperty(a => a.Used.Chat, a => a.Used.Chat > Weights.Ordinary ? a.Used.Chat - Weights.Ordinary : 0), ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<IReadOnlyList<Consult>> ListLiveConsultsAsync(ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Consults.AsNoTracking().Where(c => c.ConversationId == id && c.LapsesAt > Moments.Ever).OrderBy(c => c.AskedAt).Take(50).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<ConsultRow>> ListConsultsForAsync(UserId user, IReadOnlyCollection<QueueId> queues, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = queues.Select(q => (QueueId?)q).ToList();
        // All that is live is looked through: it is little, and an index of each addressee would be written for ever.
        var rows = await (from c in db.Consults
                          where c.LapsesAt > Moments.Ever && (c.ToUserId == user || ids.Contains(c.ToQueueId))
                          join conversation in db.Conversations on c.ConversationId equals conversation.Id
                          join customer in db.Customers on conversation.CustomerId equals customer.Id into customers
                          from customer in customers.DefaultIfEmpty()
                          orderby c.LapsesAt
                          select new { Consult = c, conversation.CustomerId, customer.Name, customer.Email, Simulated = conversation.SimulatedAt != null }).AsNoTracking().Take(limit).ToListAsync(ct);
        return [.. rows.Select(r => new ConsultRow(r.Consult, CustomerRules.DisplayName(r.Name ?? "", r.Email, r.CustomerId), r.Simulated))];
    }

    public async Task<int> CountBorneConsultsAsync(UserId bearer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Consults.CountAsync(c => c.LapsesAt > Moments.Ever && c.Status == ConsultStatus.Accepted && c.HolderId == bearer, ct);
    }

    public async Task<IReadOnlyList<Consult>> ListDueConsultsAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Consults.AsNoTracking().Where(c => c.LapsesAt <= now).OrderBy(c => c.LapsesAt).Take(limit).ToListAsync(ct);
    }
}
