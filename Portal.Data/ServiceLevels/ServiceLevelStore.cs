using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Data.ServiceLevels;

public sealed class ServiceLevelStore(IDbContextFactory<PortalDbContext> contexts, WriteGate gate) : IServiceLevelStore
{
    public async Task<StandardsSnapshot> ReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new(
            await db.Calendars.AsNoTracking().OrderBy(c => c.Name).ToListAsync(ct), await db.ServicePolicies.AsNoTracking().OrderBy(p => p.Name).ToListAsync(ct),
            await db.Queues.OrderBy(q => q.Name).Select(q => new QueueStandard(q.Id, q.Name, q.CalendarId, q.PolicyId, q.ServiceLevelWithin, q.Priority)).ToListAsync(ct));
    }

    public async Task SaveCalendarAsync(BusinessCalendar calendar, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Calendars.AnyAsync(c => c.Id == calendar.Id, ct)) db.Calendars.Update(calendar);
        else db.Calendars.Add(calendar);
        await db.SaveChangesAsync(ct);
    }

    public async Task<bool> DeleteCalendarAsync(CalendarId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await db.Calendars.Where(c => c.Id == id && !db.Queues.Any(q => q.CalendarId == id)).ExecuteDeleteAsync(ct) == 1;
    }

    public async Task SavePolicyAsync(ServicePolicy policy, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ServicePolicies.AnyAsync(p => p.Id == policy.Id, ct)) db.ServicePolicies.Update(policy);
        else db.ServicePolicies.Add(policy);
        await db.SaveChangesAsync(ct);
    }

    public async Task<bool> DeletePolicyAsync(PolicyId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        return await db.ServicePolicies.Where(p => p.Id == id && !db.Queues.Any(q => q.PolicyId == id)).ExecuteDeleteAsync(ct) == 1;
    }

    public async Task<IReadOnlyList<(ConversationId Id, QueueId Queue)>> ListDueAlarmsAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.Conversations.Where(c => c.AlarmAt <= now).OrderBy(c => c.AlarmAt).Select(c => new { c.Id, c.QueueId }).Take(limit).ToListAsync(ct);
        return [.. due.Select(c => (c.Id, c.QueueId))];
    }

    public async Task<IReadOnlyList<ConversationId>> ListRunningAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Conversations.Where(c => c.Status == ConversationStatus.Open || c.Status == ConversationStatus.Snoozed).Select(c => c.Id).ToListAsync(ct);
    }
}
