using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Data.Routing;

public sealed partial class RoutingStore
{
    /// <summary>Wrap-ups beyond this many, the last to end, are told as capacity that is full.</summary>
    private const int MostWrapUps = 1_000;

    public async Task<ILookup<QueueId, Seat>> ListSeatsAsync(IReadOnlyCollection<QueueId> queues, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.QueueMembers.Where(m => queues.Contains(m.QueueId))
            .Join(db.Agents, m => m.UserId, a => a.Id, (m, a) => new { m.QueueId, m.IsFallback, Agent = a }).AsNoTracking().ToListAsync(ct);
        // What somebody has resolved in the last minutes, the first to end first.
        var wrapUps = (await db.Conversations.Where(c => c.WrapUpUntil > Moments.Ever && c.AssigneeId != null).OrderBy(c => c.WrapUpUntil).Take(MostWrapUps)
            .Select(c => new { Agent = c.AssigneeId!.Value, c.Channel, Units = c.IsResting ? 0 : c.Units, Until = c.WrapUpUntil!.Value }).ToListAsync(ct)).ToLookup(w => w.Agent, w => new WrapUp(w.Channel, w.Units, w.Until));
        return rows.ToLookup(r => r.QueueId, r => new Seat(wrapUps.Contains(r.Agent.Id) ? r.Agent with { WrapUps = [.. wrapUps[r.Agent.Id].OrderBy(w => w.Until)] } : r.Agent, r.IsFallback));
    }

    public async Task<(Conversation Conversation, int Ahead)?> FindQueuedAsync(ConversationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.QueuedAt != null, ct) is not { } conversation) return null;
        // Nobody real waits behind a customer of the demo.
        return (conversation, await db.Conversations.CountAsync(c => c.QueueId == conversation.QueueId && c.CountsFrom < conversation.CountsFrom && (conversation.SimulatedAt != null || c.SimulatedAt == null), ct));
    }

    public async Task<IReadOnlyList<InLine>> ListLineAsync(QueueId queue, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.Where(c => c.QueueId == queue && c.QueuedAt > Moments.Ever).OrderBy(c => c.QueuedAt).Take(limit)
            .Select(c => new InLine(c.Id, c.CustomerId, c.QueuedAt!.Value, c.Place, c.HeldUntil, c.Priority, c.Level, c.SimulatedAt != null)).ToListAsync(ct);
    }

    public async Task<IReadOnlyDictionary<QueueId, LineCount>> CountLinesAsync(IReadOnlyCollection<QueueId> queues, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lines = await db.Conversations.Where(c => queues.Contains(c.QueueId) && c.QueuedAt > Moments.Ever).GroupBy(c => c.QueueId)
            .Select(g => new { g.Key, Waiting = g.Count(), Since = g.Min(c => c.QueuedAt!.Value) }).ToListAsync(ct);
        return lines.ToDictionary(l => l.Key, l => new LineCount(l.Waiting, l.Since));
    }

    public async Task<string?> FindLanguageAsync(CustomerId customer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Customers.Where(c => c.Id == customer).Select(c => c.Language).SingleOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<(QueueId Queue, DateTimeOffset At)>> ListAnswersAsync(DateTimeOffset since, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Conversations.Where(c => c.FirstResponseAt >= since && c.SimulatedAt == null).OrderByDescending(c => c.FirstResponseAt).Take(limit).Select(c => new { c.QueueId, At = c.FirstResponseAt!.Value }).ToListAsync(ct);
        return [.. rows.Select(r => (r.QueueId, r.At))];
    }

    public async Task RecordAsync(IReadOnlyCollection<RoutingDecision> decisions, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.RoutingDecisions.AddRange(decisions);
        await db.SaveChangesAsync(ct);
    }

    public async Task ForgetAsync(IReadOnlyCollection<RoutingDecision> decisions, CancellationToken ct)
    {
        var (conversations, ids) = (decisions.Select(d => d.ConversationId).ToList(), decisions.Select(d => d.Id).ToList());
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        await db.RoutingDecisions.Where(d => conversations.Contains(d.ConversationId) && ids.Contains(d.Id)).ExecuteDeleteAsync(ct);
    }

    public async Task<IReadOnlyList<RoutingDecision>> ListDecisionsAsync(ConversationId id, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.RoutingDecisions.AsNoTracking().Where(d => d.ConversationId == id).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(limit).ToListAsync(ct);
    }
}
