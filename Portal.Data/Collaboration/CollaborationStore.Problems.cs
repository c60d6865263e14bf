using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Data.Collaboration;

public sealed partial class CollaborationStore
{
    public async Task AddProblemAsync(Problem problem, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Problems.Add(problem);
        await db.SaveChangesAsync(ct);
    }

    public async Task<Problem?> FindProblemAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Problems.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);
    }

    public async Task<bool> CloseProblemAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await db.Problems.Where(p => p.Id == id && p.ClosedAt == null).ExecuteUpdateAsync(s => s.SetProperty(p => p.ClosedAt, now), ct) == 1;
    }

    public async Task<bool> ReopenProblemAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await db.Problems.Where(p => p.Id == id && p.ClosedAt != null).ExecuteUpdateAsync(s => s.SetProperty(p => p.ClosedAt, (DateTimeOffset?)null), ct) == 1;
    }

    public async Task<bool> ChangeCauseAsync(Guid id, string cause, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await db.Problems.Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Cause, cause), ct) == 1;
    }

    public async Task<IReadOnlyList<ProblemRow>> ListProblemsAsync(int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Open ones have an index of their own: an old one that is open still stands before a hundred closed since.
        var open = await Rows(db, db.Problems.Where(p => p.ClosedAt == null && p.OpenedAt > Moments.Ever), limit).ToListAsync(ct);
        return open.Count == limit ? open : [.. open, .. await Rows(db, db.Problems.Where(p => p.ClosedAt > Moments.Ever && p.OpenedAt > Moments.Ever), limit - open.Count).ToListAsync(ct)];
    }

    private static IQueryable<ProblemRow> Rows(PortalDbContext db, IQueryable<Problem> which, int limit) => which.OrderByDescending(p => p.OpenedAt).Take(limit)
        .Select(p => new ProblemRow(p, db.ProblemLinks.Where(l => l.ProblemId == p.Id).Take(Problem.MostLinked).Count())).AsNoTracking();

    public async Task<IReadOnlyList<Problem>> ListProblemsOfAsync(ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ProblemLinks.Where(l => l.ConversationId == id).Join(db.Problems, l => l.ProblemId, p => p.Id, (_, p) => p).AsNoTracking().Take(20).ToListAsync(ct);
    }

    public async Task<bool> LinkAsync(ProblemLink link, int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ProblemLinks.AnyAsync(l => l.ProblemId == link.ProblemId && l.ConversationId == link.ConversationId, ct)) return true;
        if (await db.ProblemLinks.Where(l => l.ProblemId == link.ProblemId).Take(most).CountAsync(ct) >= most) return false;
        await TryAddAsync(db, link, ct);
        return true;
    }

    public async Task UnlinkAsync(Guid problem, ConversationId conversation, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        await db.ProblemLinks.Where(l => l.ProblemId == problem && l.ConversationId == conversation).ExecuteDeleteAsync(ct);
    }

    public async Task<IReadOnlyList<LinkedRow>> ListLinkedAsync(Guid problem, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // By the conversation's id, which grows with time: the key of the links has it in this order.
        var links = db.ProblemLinks.Where(l => l.ProblemId == problem).OrderByDescending(l => l.ConversationId).Take(limit);
        var rows = await (from l in links
                          join c in db.Conversations on l.ConversationId equals c.Id
                          join customer in db.Customers on c.CustomerId equals customer.Id into customers
                          from customer in customers.DefaultIfEmpty()
                          join agent in db.Agents on c.AssigneeId equals agent.Id into agents
                          from agent in agents.DefaultIfEmpty()
                          select new { l.At, c.Id, c.CustomerId, customer.Name, customer.Email, c.Status, Assignee = agent.Name, Simulated = c.SimulatedAt != null }).AsNoTracking().ToListAsync(ct);
        return [.. rows.OrderByDescending(r => r.At).Select(r => new LinkedRow(r.Id, CustomerRules.DisplayName(r.Name ?? "", r.Email, r.CustomerId), r.Status == ConversationStatus.Resolved, r.Assignee, r.Simulated))];
    }

    public async Task<int> CountLinkedAsync(Guid problem, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ProblemLinks.Where(l => l.ProblemId == problem).Take(Problem.MostLinked).CountAsync(ct);
    }

    public async Task<bool> AddUpdateAsync(ProblemUpdate update, int most, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ProblemUpdates.AnyAsync(u => u.Id == update.Id, ct)) return true;
        var linked = await db.ProblemLinks.Where(l => l.ProblemId == update.ProblemId).Take(most).Select(l => l.ConversationId).ToListAsync(ct);
        if (linked.Count == 0) return false;
        db.ProblemDeliveries.AddRange(linked.Select(c => new ProblemDelivery { UpdateId = update.Id, ConversationId = c, DueAt = update.At }));
        await TryAddAsync(db, update, ct);
        return true;
    }

    public async Task<IReadOnlyList<ProblemProgress>> ListUpdatesAsync(Guid problem, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.ProblemUpdates.Where(u => u.ProblemId == problem).OrderByDescending(u => u.At).Take(limit).Select(u => new
        {
            Update = u,
            Posted = db.ProblemDeliveries.Count(d => d.UpdateId == u.Id && d.Status == DeliveryStatus.Posted),
            Skipped = db.ProblemDeliveries.Count(d => d.UpdateId == u.Id && d.Status == DeliveryStatus.Skipped),
            All = db.ProblemDeliveries.Count(d => d.UpdateId == u.Id),
        }).AsNoTracking().ToListAsync(ct);
        return [.. rows.Select(r => new ProblemProgress(r.Update, r.Posted, r.Skipped, r.All - r.Posted - r.Skipped))];
    }

    public async Task<IReadOnlyList<(ProblemDelivery Delivery, ProblemUpdate Update)>> ListWaitingDeliveriesAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = db.ProblemDeliveries.Where(d => d.DueAt <= now).OrderBy(d => d.DueAt).Take(limit);
        var rows = await waiting.Join(db.ProblemUpdates, d => d.UpdateId, u => u.Id, (d, u) => new { Delivery = d, Update = u }).AsNoTracking().ToListAsync(ct);
        return [.. rows.Select(r => (r.Delivery, r.Update))];
    }

    public async Task PostponeAsync(ProblemDelivery failed, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        await db.ProblemDeliveries.Where(d => d.UpdateId == failed.UpdateId && d.ConversationId == failed.ConversationId && d.Status == DeliveryStatus.Waiting)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.DueAt, failed.DueAt).SetProperty(d => d.Failures, failed.Failures), ct);
    }

    public async Task SettleAsync(IReadOnlyCollection<ProblemDelivery> settled, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        foreach (var group in settled.GroupBy(d => (d.UpdateId, d.Status)))
        {
            var (update, status) = group.Key;
            var conversations = group.Select(d => d.ConversationId).ToList();
            await db.ProblemDeliveries.Where(d => d.UpdateId == update && conversations.Contains(d.ConversationId) && d.Status == DeliveryStatus.Waiting)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Status, status).SetProperty(d => d.DueAt, (DateTimeOffset?)null), ct);
        }
    }
}
