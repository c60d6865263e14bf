using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Routing;

namespace Portal.Data.Routing;

public sealed partial class RoutingStore
{
    public async Task<RoutingSettings> FindSettingsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.RoutingSettings.AsNoTracking().SingleOrDefaultAsync(s => s.Id == 1, ct) ?? new();
    }

    public async Task SaveSettingsAsync(RoutingSettings settings, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.RoutingSettings.AnyAsync(s => s.Id == settings.Id, ct)) db.RoutingSettings.Update(settings);
        else db.RoutingSettings.Add(settings);
        await db.SaveChangesAsync(ct);
    }

    public async Task<IReadOnlyList<Agent>> TakeIdleAwayAsync(DateTimeOffset actedBefore, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var idle = await db.Agents.Where(a => (a.Presence == Presence.Available || a.Presence == Presence.TransfersOnly) && a.LastActedAt < actedBefore).Select(a => a.Id).ToListAsync(ct);
        if (idle.Count == 0) return [];
        var taken = new List<Agent>();
        foreach (var id in idle)
        {
            using (await gate.EnterAsync(ct))
            {
                // Asked again in the same statement: somebody may have come back, or another node may have been faster.
                if (await db.Agents.Where(a => a.Id == id && (a.Presence == Presence.Available || a.Presence == Presence.TransfersOnly) && a.LastActedAt < actedBefore).ExecuteUpdateAsync(
                    s => s.SetProperty(a => a.Presence, Presence.Away).SetProperty(a => a.PresenceSince, now).SetProperty(a => a.StatusReason, "").SetProperty(a => a.IdleSince, now), ct) != 1) continue;
            }

            taken.Add(await db.Agents.AsNoTracking().SingleAsync(a => a.Id == id, ct));
        }

        await KeepAsync(db, taken, now, ct);
        return taken;
    }

    public async Task<int> ForgetPresenceChangesAsync(DateTimeOffset before, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = await db.PresenceChanges.Where(c => c.At < before).OrderBy(c => c.At).Select(c => c.Id).Take(limit).ToListAsync(ct);
        if (ids.Count == 0) return 0;
        using var turn = await gate.EnterAsync(ct);
        return await db.PresenceChanges.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(ct);
    }

    /// <summary>Keeps changes that nobody chose.</summary>
    private static async Task KeepAsync(PortalDbContext db, IEnumerable<Agent> changed, DateTimeOffset now, CancellationToken ct)
    {
        db.PresenceChanges.AddRange(changed.Select(a => new PresenceChange(Guid.CreateVersion7(now), a.Id, now, a.Presence, a.StatusReason, true)));
        await db.SaveChangesAsync(ct);
    }

    public async Task<IReadOnlyList<PresenceChange>> ListPresenceChangesAsync(int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PresenceChanges.AsNoTracking().Where(c => c.At > Moments.Ever).OrderByDescending(c => c.At).Take(limit).ToListAsync(ct);
    }
}
