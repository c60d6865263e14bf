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
        db.TierRequests.Add(TierRequest.Of(added));
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
        var requests = await db.TierRequests.AsNoTracking().Where(r => r.CaseId == after.Id).ToListAsync(ct);
        var current = TierRequest.Of(after);
        if (requests.Any(r => r.Number == current.Number)) db.TierRequests.Update(current);
        else db.TierRequests.Add(current);
        if (requests.FirstOrDefault(r => r.Number == current.Number - 1 && r.State == EscalationState.Asked) is { } before) db.TierRequests.Update(before.Lapsed(after.TierAskedAt));
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

    public async Task<EscalationCase?> FindOpenAsync(ConversationId conversation, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.EscalationCases.AsNoTracking().SingleOrDefaultAsync(c => EF.Property<Guid?>(c, PortalDbContext.OpenFor) == conversation.Value, ct);
    }

    public async Task MarkToldAsync(Guid id, Guid tier, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        await db.EscalationCases.Where(c => c.Id == id && c.TierId == tier).ExecuteUpdateAsync(u => u.SetProperty(c => c.ToldAt, now).SetProperty(c => c.Word, (string?)null), ct);
    }

    public async Task MarkPastAsync(ConversationId conversation, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Looked at first: most conversations that are resolved were never escalated.
        var recent = db.EscalationCases.Where(c => c.ConversationId == conversation && !c.IsPast);
        if (!await recent.AnyAsync(ct)) return;
        using var turn = await gate.EnterAsync(ct);
        await recent.ExecuteUpdateAsync(u => u.SetProperty(c => c.IsPast, true), ct);
    }

    public Task<IReadOnlyList<EscalationCase>> ListOfAsync(ConversationId conversation, int limit, CancellationToken ct) =>
        ListAsync(all => all.Where(c => c.ConversationId == conversation).OrderByDescending(c => c.AskedAt), limit, ct);

    public Task<IReadOnlyList<EscalationCase>> ListAskedAsync(IReadOnlyCollection<QueueId> queues, int limit, CancellationToken ct) =>
        ListAsync(all => all.Where(c => queues.Contains(c.QueueId) && c.AcceptBy > Moments.Ever).OrderBy(c => c.AcceptBy), limit, ct);

    public Task<IReadOnlyList<EscalationCase>> ListLapsedAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        ListAsync(all => all.Where(c => c.AcceptBy <= now).OrderBy(c => c.AcceptBy), limit, ct);

    public Task<IReadOnlyList<EscalationCase>> ListUnfinishedAsync(DateTimeOffset before, int limit, CancellationToken ct) =>
        ListAsync(all => all.Where(c => c.HandedOverAt == null && c.AcceptedAt < before && c.State == EscalationState.Accepted).OrderBy(c => c.AcceptedAt), limit, ct);

    public Task<IReadOnlyList<EscalationCase>> ListUntoldAsync(DateTimeOffset before, int limit, CancellationToken ct)
    {
        // Nobody is given longer to accept: this lets in all that were asked by then, and reads their index from its start.
        var latest = before + SaveTier.LongestAcceptance;
        return ListAsync(all => all.Where(c => c.ToldAt == null && c.AcceptBy <= latest && c.TierAskedAt < before).OrderBy(c => c.AcceptBy), limit, ct);
    }

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
            .Where(e => e.AskedAt >= since && !e.IsSimulated)
            .OrderByDescending(e => e.AskedAt).Take(limit).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<(ConversationId Id, DateTimeOffset LastEntryAt)>> ListLateAsync(DateTimeOffset since, DateTimeOffset before, int limit, CancellationToken ct)
    {
        const ServiceMarks late = ServiceMarks.AnswerLate | ServiceMarks.ResolutionLate;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Conversations
            .Where(c => c.Status == ConversationStatus.Open && c.LastEntryAt >= since && c.LastEntryAt < before && (c.Marks & late) != 0)
            .Where(c => !db.EscalationCases.Any(e => e.ConversationId == c.Id && e.Cause == EscalationCause.ServiceLevelMissed && !e.IsPast))
            .OrderByDescending(c => c.LastEntryAt).Select(c => new { c.Id, c.LastEntryAt }).Take(limit).ToListAsync(ct);
        return [.. found.Select(c => (c.Id, c.LastEntryAt))];
    }

    public async Task<IReadOnlyList<TierTally>> TallyAsync(DateTimeOffset since, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.TierRequests
            .Where(r => r.AskedAt >= since && !r.IsSimulated)
            .GroupBy(r => new { r.TierId, r.TierName, r.State, r.Seconds }).Select(g => new { g.Key, Count = g.Count(), Newest = g.Max(r => r.AskedAt) }).ToListAsync(ct);
        // The newest name stands for all: a tier may have been called otherwise before.
        return [.. rows.OrderBy(r => r.Newest).Select(r => new TierTally(r.Key.TierId, r.Key.TierName, r.Key.State, r.Key.Seconds, r.Count))];
    }

    public async Task<IReadOnlyDictionary<Guid, double>> AskedAgainAsync(DateTimeOffset since, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.EscalationCases
            .Where(e => e.AskedAt >= since && e.AskedAgain != null && !e.IsSimulated)
            .GroupBy(e => e.TierId).Select(g => new { g.Key, Mean = g.Average(e => (double)e.AskedAgain!) }).ToDictionaryAsync(g => g.Key, g => g.Mean, ct);
    }

    private async Task<IReadOnlyList<EscalationCase>> ListAsync(Func<IQueryable<EscalationCase>, IQueryable<EscalationCase>> which, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await which(db.EscalationCases.AsNoTracking()).Take(limit).ToListAsync(ct);
    }

    private static Guid? OpenFor(EscalationCase e) => e.State is EscalationState.Asked ? e.ConversationId.Value : null;
}
