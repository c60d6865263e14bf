using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

public sealed class CommitmentStore(IDbContextFactory<PortalDbContext> contexts, WriteGate gate) : ICommitmentStore
{
    public async Task AddAsync(Commitment commitment, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Commitments.AnyAsync(c => c.ConversationId == commitment.ConversationId && c.Sequence == commitment.Sequence && c.Due == commitment.Due, ct)) return;
        db.Commitments.Add(commitment);
        await db.SaveChangesAsync(ct);
    }

    public async Task<IReadOnlyList<CommitmentRow>> ListOpenAsync(UserId user, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Commitments.Where(c => c.UserId == user && c.OpenUntil > Moments.Ever).OrderBy(c => c.OpenUntil).Take(limit)
            .Join(db.Conversations, c => c.ConversationId, v => v.Id, (c, v) => new { Commitment = c, v.CustomerId, v.SimulatedAt })
            .Join(db.Customers, r => r.CustomerId, p => p.Id, (r, p) => new { r.Commitment, p.Id, p.Name, p.Email, r.SimulatedAt })
            .AsNoTracking().ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Commitment.Due).Select(r => new CommitmentRow(r.Commitment, CustomerRules.DisplayName(r.Name, r.Email, r.Id), r.SimulatedAt is not null))];
    }

    public async Task<IReadOnlyList<UserId>> MoveAsync(ConversationId conversation, UserId to, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.Commitments.Where(c => c.ConversationId == conversation && c.OpenUntil > Moments.Ever && c.UserId != to);
        List<UserId> whose = [.. (await open.Select(c => c.UserId).ToListAsync(ct)).Distinct()];
        if (whose.Count == 0) return [];
        using var turn = await gate.EnterAsync(ct);
        await open.ExecuteUpdateAsync(u => u.SetProperty(c => c.UserId, to), ct);
        return whose;
    }

    public async Task<IReadOnlyList<UserId>> EndAllAsync(ConversationId conversation, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.Commitments.Where(c => c.ConversationId == conversation && c.OpenUntil > Moments.Ever);
        List<UserId> whose = [.. (await open.Select(c => c.UserId).ToListAsync(ct)).Distinct()];
        if (whose.Count == 0) return [];
        using var turn = await gate.EnterAsync(ct);
        await open.ExecuteUpdateAsync(u => u.SetProperty(c => c.OpenUntil, (DateTimeOffset?)null), ct);
        return whose;
    }

    public async Task EndAsync(Guid id, UserId user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        await db.Commitments.Where(c => c.Id == id && c.UserId == user).ExecuteUpdateAsync(u => u.SetProperty(c => c.OpenUntil, (DateTimeOffset?)null), ct);
    }
}
