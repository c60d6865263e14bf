using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Demo;

namespace Portal.Data.Demo;

public sealed class TrafficStore(IDbContextFactory<PortalDbContext> contexts, WriteGate gate) : ITrafficStore
{
    public async Task<TrafficRun?> FindAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.TrafficRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == TrafficRun.Only, ct);
    }

    public async Task StartAsync(TrafficRun run, CancellationToken ct)
    {
        if (await ReplaceAsync(run, ct)) return;
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            db.TrafficRuns.Add(run);
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Somebody else started one at the same moment: the later word counts.
            if (!await ReplaceAsync(run, ct)) throw;
        }
    }

    public async Task<bool> HoldAsync(Guid driver, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await db.TrafficRuns.Where(r => r.Id == TrafficRun.Only && (r.Driver == null || r.Driver == driver || r.DriverUntil < now))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Driver, driver).SetProperty(r => r.DriverUntil, until), ct) == 1;
    }

    public async Task RemoveAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        var only = db.TrafficRuns.Where(r => r.Id == TrafficRun.Only);
        var played = await only.Where(r => r.DriverUntil > now).ExecuteUpdateAsync(s => s.SetProperty(r => r.IsRemoved, true).SetProperty(r => r.StopsAt, now), ct);
        if (played == 0) await only.ExecuteDeleteAsync(ct);
    }

    public async Task StopAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        await db.TrafficRuns.Where(r => r.Id == TrafficRun.Only).ExecuteDeleteAsync(ct);
    }

    /// <summary>Who drives goes on driving.</summary>
    private async Task<bool> ReplaceAsync(TrafficRun run, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await db.TrafficRuns.Where(r => r.Id == TrafficRun.Only).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.Customers, run.Customers).SetProperty(r => r.PerMinute, run.PerMinute)
                .SetProperty(r => r.StartedAt, run.StartedAt).SetProperty(r => r.StopsAt, run.StopsAt).SetProperty(r => r.IsRemoved, false), ct) == 1;
    }
}
