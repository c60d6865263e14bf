using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Data.Routing;

public sealed partial class RoutingStore(IDbContextFactory<PortalDbContext> contexts, WriteGate gate) : IRoutingStore
{
    /// <summary>Who comes back after this long begins a shift; a reload or a break does not.</summary>
    private static readonly TimeSpan NewShift = TimeSpan.FromMinutes(30);

    public async Task<Queue?> FindQueueAsync(QueueId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Queues.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id, ct);
    }

    public async Task<IReadOnlyList<Queue>> ListQueuesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Queues.AsNoTracking().OrderBy(q => q.Name).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<QueueMember>> ListMembersAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.QueueMembers.AsNoTracking().ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Queue>> ListQueuesAsync(IReadOnlyCollection<QueueId> ids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Queues.AsNoTracking().Where(q => ids.Contains(q.Id)).ToListAsync(ct);
    }

    public async Task SaveQueueAsync(Queue queue, IReadOnlyCollection<UserId> members, IReadOnlyCollection<UserId> fallback, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Queues.AnyAsync(q => q.Id == queue.Id, ct)) db.Queues.Update(queue);
        else db.Queues.Add(queue);
        var stored = await db.QueueMembers.Where(m => m.QueueId == queue.Id).ToListAsync(ct);
        db.QueueMembers.RemoveRange(stored.Where(m => !members.Contains(m.UserId)));
        foreach (var member in members.Select(u => new QueueMember { QueueId = queue.Id, UserId = u, IsFallback = fallback.Contains(u) }))
        {
            if (stored.Find(m => m.UserId == member.UserId) is { } known) db.Entry(known).CurrentValues.SetValues(member);
            else db.QueueMembers.Add(member);
        }

        await db.SaveChangesAsync(ct);
    }

    public async Task<bool> DeleteQueueAsync(QueueId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Conversations.AnyAsync(c => c.QueueId == id && (c.Status == ConversationStatus.Open || c.Status == ConversationStatus.Snoozed), ct)
            || await db.Conversations.AnyAsync(c => c.QueueId == id && c.ResolvedAt > Moments.Ever, ct)
            || await db.Inboxes.AnyAsync(i => i.QueueId == id, ct)
            || await db.Queues.AnyAsync(q => q.OverflowTo == id, ct) || await db.ServicePolicies.AnyAsync(p => p.EscalateTo == id, ct) || await db.Tiers.AnyAsync(t => t.QueueId == id, ct)) return false;
        using var turn = await gate.EnterAsync(ct);
        return await db.Queues.Where(q => q.Id == id).ExecuteDeleteAsync(ct) == 1;
    }

    public async Task<IReadOnlyList<Agent>> ListAgentsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Agents.AsNoTracking().OrderBy(a => a.Name).ToListAsync(ct);
    }

    public async Task<Agent?> FindAgentAsync(UserId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Agents.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
    }

    public async Task<IReadOnlyList<Agent>> ListMembersOfAsync(QueueId queue, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.QueueMembers.Where(m => m.QueueId == queue).Join(db.Agents, m => m.UserId, a => a.Id, (_, a) => a).AsNoTracking().ToListAsync(ct);
    }

    public async Task SaveAgentAsync(UserId id, string name, PerChannel? capacity, bool enabled, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using (await gate.EnterAsync(ct))
        {
            // Only these columns: load and presence may change at this very moment.
            var found = await db.Agents.Where(a => a.Id == id).ExecuteUpdateAsync(
                s =>
                {
                    s.SetProperty(a => a.Name, name).SetProperty(a => a.IsEnabled, enabled);
                    if (capacity is { } units) s.SetProperty(a => a.Capacity, units);
                }, ct);
            if (found == 1) return;
        }

        db.Agents.Add(new Agent { Id = id, Name = name, Capacity = capacity ?? Agent.DefaultCapacity, IsEnabled = enabled });
        await db.SaveChangesAsync(ct);
    }

    public async Task<Agent?> ChoosePresenceAsync(UserId id, Presence presence, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var longAgo = now - NewShift;
        await using var db = await contexts.CreateDbContextAsync(ct);
        using (await gate.EnterAsync(ct))
        {
            await db.Agents.Where(a => a.Id == id).ExecuteUpdateAsync(
                s => s.SetProperty(a => a.ChosenPresence, presence).SetProperty(a => a.Presence, presence).SetProperty(a => a.PresenceSince, now).SetProperty(a => a.StatusReason, reason).SetProperty(a => a.IdleSince, (DateTimeOffset?)null).SetProperty(a => a.LastActedAt, now)
                    .SetProperty(a => a.CameAt, a => a.LastSeenAt == null || a.LastSeenAt < longAgo ? now : a.CameAt).SetProperty(a => a.LastSeenAt, now), ct);
        }

        if (await db.Agents.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } agent) return null;
        db.PresenceChanges.Add(new(Guid.CreateVersion7(now), id, now, presence, reason, false));
        await db.SaveChangesAsync(ct);
        return agent;
    }

    public async Task<IReadOnlyList<Agent>> TouchAsync(IReadOnlyCollection<UserId> connected, IReadOnlyCollection<UserId> acted, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = connected.ToList();
        var back = await db.Agents.Where(a => ids.Contains(a.Id) && a.Presence == Presence.Offline && a.ChosenPresence != Presence.Offline).Select(a => a.Id).ToListAsync(ct);
        var longAgo = now - NewShift;
        using (await gate.EnterAsync(ct))
        {
            if (back.Count > 0)
                await db.Agents.Where(a => back.Contains(a.Id) && (a.LastSeenAt == null || a.LastSeenAt < longAgo)).ExecuteUpdateAsync(s => s.SetProperty(a => a.CameAt, now), ct);
            await db.Agents.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(s => s.SetProperty(a => a.LastSeenAt, now), ct);
            if (acted.Count > 0) await db.Agents.Where(a => acted.Contains(a.Id)).ExecuteUpdateAsync(s => s.SetProperty(a => a.LastActedAt, now), ct);
            if (back.Count > 0)
            {
                await db.Agents.Where(a => back.Contains(a.Id) && a.Presence == Presence.Offline).ExecuteUpdateAsync(
                    s => s.SetProperty(a => a.Presence, a => a.ChosenPresence).SetProperty(a => a.PresenceSince, now).SetProperty(a => a.IdleSince, (DateTimeOffset?)null).SetProperty(a => a.LastActedAt, now), ct);
            }
        }

        if (back.Count == 0) return [];
        var returned = await db.Agents.AsNoTracking().Where(a => back.Contains(a.Id)).ToListAsync(ct);
        // Of two nodes that see somebody come back at once the later one's time stands.
        await KeepAsync(db, returned.Where(a => a.PresenceSince == now), now, ct);
        return returned;
    }

    public async Task<IReadOnlyList<Agent>> TakeAbsentOfflineAsync(DateTimeOffset seenBefore, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var gone = await db.Agents.Where(a => a.Presence != Presence.Offline && a.LastSeenAt < seenBefore).Select(a => a.Id).ToListAsync(ct);
        var taken = new List<UserId>();
        foreach (var id in gone)
        {
            using var turn = await gate.EnterAsync(ct);
            // Asked again in the same statement: somebody may have come back, or another node may have been faster.
            if (await db.Agents.Where(a => a.Id == id && a.Presence != Presence.Offline && a.LastSeenAt < seenBefore).ExecuteUpdateAsync(
                s => s.SetProperty(a => a.Presence, Presence.Offline).SetProperty(a => a.PresenceSince, now), ct) == 1) taken.Add(id);
        }

        if (taken.Count == 0) return [];
        var agents = await db.Agents.AsNoTracking().Where(a => taken.Contains(a.Id)).ToListAsync(ct);
        await KeepAsync(db, agents.Select(a => a with { Presence = Presence.Offline, StatusReason = "" }), now, ct);
        return agents;
    }

    public async Task<IReadOnlyList<Conversation>> ListQueuedAsync(QueueId queue, int limit, IReadOnlyCollection<ChannelKind>? kinds, int skip, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var line = db.Conversations.AsNoTracking().Where(c => c.QueueId == queue && c.CountsFrom > Moments.Ever);
        if (kinds is not null) line = line.Where(c => kinds.Contains(c.Channel));
        return await line.OrderBy(c => c.CountsFrom).Skip(skip).Take(limit).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<QueueId>> ListQueuesWithWaitingAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Queues.Where(q => db.Conversations.Any(c => c.QueueId == q.Id && c.QueuedAt > Moments.Ever)).Select(q => q.Id).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<QueueId>> ListQueuesOfAsync(UserId agent, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.QueueMembers.Where(m => m.UserId == agent).Select(m => m.QueueId).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Conversation>> ListExpiredOffersAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.AsNoTracking().Where(c => c.OfferExpiresAt <= now).OrderBy(c => c.OfferExpiresAt).Take(limit).ToListAsync(ct);
    }
}
