using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Data.Routing;

public sealed partial class RoutingStore
{
    public async Task<bool> SetSurgeAsync(QueueId id, int percent, DateTimeOffset? until, string by, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using (await gate.EnterAsync(ct))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await db.Queues.Where(q => q.Id == id).ExecuteUpdateAsync(
                s => s.SetProperty(q => q.SurgePercent, percent).SetProperty(q => q.SurgeUntil, until).SetProperty(q => q.SurgeBy, by).SetProperty(q => q.SurgeSetAt, now).SetProperty(q => q.Version, q => q.Version + 1), ct) == 0) return false;
            await db.Surges.Where(r => r.QueueId == id && r.Until > now && r.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now).SetProperty(r => r.EndedBy, by), ct);
            await transaction.CommitAsync(ct);
        }

        if (until is not { } end) return true;
        var name = await db.Queues.Where(q => q.Id == id).Select(q => q.Name).SingleAsync(ct);
        db.Surges.Add(new(Guid.CreateVersion7(now), id, name, by, percent, now, end));
        await db.SaveChangesAsync(ct);
        return true;
    }

    public async Task<IReadOnlyList<SurgeRecord>> ListSurgesAsync(int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Surges.AsNoTracking().Where(r => r.From > Moments.Ever).OrderByDescending(r => r.From).Take(limit).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Skill>> ListSkillsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Skills.AsNoTracking().OrderBy(s => s.Name).Take(Skill.Most).ToListAsync(ct);
    }

    public async Task SaveSkillAsync(Skill skill, IReadOnlyDictionary<UserId, int> levels, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Skills.AnyAsync(s => s.Id == skill.Id, ct)) db.Skills.Update(skill);
        else db.Skills.Add(skill);
        await db.SaveChangesAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        foreach (var agent in await db.Agents.AsNoTracking().ToListAsync(ct))
        {
            var level = levels.GetValueOrDefault(agent.Id);
            var others = agent.Skills.Where(s => s.Skill != skill.Id);
            var skills = level == 0 ? [.. others] : others.Append(new SkillLevel(skill.Id, level)).ToImmutableArray();
            // Only this column: load and presence may change at this very moment.
            if (!skills.SequenceEqual(agent.Skills)) await db.Agents.Where(a => a.Id == agent.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Skills, skills), ct);
        }
    }

    public async Task DeleteSkillAsync(SkillId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var turn = await gate.EnterAsync(ct);
        foreach (var agent in (await db.Agents.AsNoTracking().ToListAsync(ct)).Where(a => a.Skills.Any(s => s.Skill == id)))
        {
            var left = agent.Skills.RemoveAll(s => s.Skill == id);
            await db.Agents.Where(a => a.Id == agent.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Skills, left), ct);
        }

        foreach (var queue in (await db.Queues.AsNoTracking().ToListAsync(ct)).Where(q => q.Needs.Any(n => n.Skill == id)))
        {
            var left = queue.Needs.RemoveAll(n => n.Skill == id);
            await db.Queues.Where(q => q.Id == queue.Id).ExecuteUpdateAsync(s => s.SetProperty(q => q.Needs, left).SetProperty(q => q.Version, q => q.Version + 1), ct);
        }

        foreach (var inbox in (await db.Inboxes.AsNoTracking().Select(i => new { i.Id, i.Needs }).ToListAsync(ct)).Where(i => i.Needs.Any(n => n.Skill == id)))
        {
            var left = inbox.Needs.RemoveAll(n => n.Skill == id);
            await db.Inboxes.Where(i => i.Id == inbox.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.Needs, left), ct);
        }

        await db.Skills.Where(s => s.Id == id).ExecuteDeleteAsync(ct);
    }
}
