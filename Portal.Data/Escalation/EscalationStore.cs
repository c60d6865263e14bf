using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Shared;

namespace Portal.Data.Escalation;

public sealed class EscalationStore(IDbContextFactory<PortalDbContext> contexts, WriteGate gate) : IEscalationStore
{
    public async Task<IReadOnlyList<Tier>> ListTiersAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Tiers.AsNoTracking().OrderBy(t => t.Level).ThenBy(t => t.Name).ToListAsync(ct);
    }

    public async Task SaveTierAsync(Tier tier, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Tiers.AnyAsync(t => t.Id == tier.Id, ct)) db.Tiers.Update(tier);
        else db.Tiers.Add(tier);
        await db.SaveChangesAsync(ct);
    }

    public async Task DeleteTierAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        await db.Tiers.Where(t => t.NextTierId == id).ExecuteUpdateAsync(u => u.SetProperty(t => t.NextTierId, (Guid?)null), ct);
        await db.Tiers.Where(t => t.Id == id).ExecuteDeleteAsync(ct);
    }

    public async Task<bool> AddAsync(EscalationCase added, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.EscalationCases.Where(c => EF.Property<Guid?>(c, PortalDbContext.OpenFor) == added.ConversationId.Value);
        if (await open.AnyAsync(ct)) return false;
        db.EscalationCases.Add(added).Property(PortalDbContext.OpenFor).CurrentValue = OpenFor(added);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException) when (open.Any())
        {
            // Another node was faster: the unique index has decided.
            return false;
        }
    }

    public async Task<bool> ChangeAsync(EscalationCase after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var entry = db.EscalationCases.Update(after with { Version = after.Version + 1 });
        entry.Property(e => e.Version).OriginalValue = after.Version;
        entry.Property(PortalDbContext.OpenFor).CurrentValue = OpenFor(after);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    public async Task<EscalationCase?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.EscalationCases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
    }

    public Task<IReadOnlyList<EscalationCase>> ListOfAsync(ConversationId conversation, int limit, CancellationToken ct) =>
        ListAsync(all => all.Where(c => c.ConversationId == conversation).OrderByDescending(c => c.AskedAt), limit, ct);

    public Task<IReadOnlyList<EscalationCase>> ListAskedAsync(IReadOnlyCollection<QueueId> queues, int limit, CancellationToken ct) =>
        ListAsync(all => all.Where(c => queues.Contains(c.QueueId) && c.AcceptBy > Moments.Ever).OrderBy(c => c.AcceptBy), limit, ct);

    public Task<IReadOnlyList<EscalationCase>> ListLapsedAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        ListAsync(all => all.Where(c => c.AcceptBy <= now).OrderBy(c => c.AcceptBy), limit, ct);

    public Task<IReadOnlyList<EscalationCase>> ListUnfinishedAsync(DateTimeOffset before, int limit, CancellationToken ct) =>
        ListAsync(all => all.Where(c => c.HandedOverAt == null && c.AcceptedAt < before && c.State == EscalationState.Accepted).OrderBy(c => c.AcceptedAt), limit, ct);

    public async Task<IReadOnlyList<EscalationCase>> ListUnmeasuredAsync(int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.EscalationCases.Where(c => c.AskedAgain == null && c.HandedOverAt > Moments.Ever)
            .Where(c => db.Conversations.Any(x => x.Id == c.ConversationId && x.Status == ConversationStatus.Resolved))
            .OrderBy(c => c.HandedOverAt).Take(limit).AsNoTracking().ToListAsync(ct);
    }

    public async Task<IReadOnlyList<EscalationCase>> ListSinceAsync(DateTimeOffset since, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.EscalationCases.AsNoTracking()
            .Where(e => e.AskedAt >= since && !db.Conversations.Any(c => c.Id == e.ConversationId && c.SimulatedAt != null))
            .OrderByDescending(e => e.AskedAt).Take(limit).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<EscalationCase>> ListAsync(Func<IQueryable<EscalationCase>, IQueryable<EscalationCase>> which, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await which(db.EscalationCases.AsNoTracking()).Take(limit).ToListAsync(ct);
    }

    private static Guid? OpenFor(EscalationCase e) => e.State is EscalationState.Asked ? e.ConversationId.Value : null;
}
