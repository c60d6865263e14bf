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

            db.PresenceChanges.Add(new(Guid.CreateVersion7(now), id, now, Presence.Away, "", true));
            await db.SaveChangesAsync(ct);
            taken.Add(await db.Agents.AsNoTracking().SingleAsync(a => a.Id == id, ct));
        }

        return taken;
    }

    public async Task<IReadOnlyList<PresenceChange>> ListPresenceChangesAsync(int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PresenceChanges.AsNoTracking().Where(c => c.At > Moments.Ever).OrderByDescending(c => c.At).Take(limit).ToListAsync(ct);
    }
}
