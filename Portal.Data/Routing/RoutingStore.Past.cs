using Microsoft.EntityFrameworkCore;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Data.Routing;

public sealed partial class RoutingStore
{
    /// <summary>Whose timelines are read at once.</summary>
    private const int PastBatch = 500;

    public async Task<IReadOnlyList<PastConversation>> ListPastAsync(IReadOnlyCollection<QueueId> queues, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var begun = db.Conversations.Where(c => c.CreatedAt >= from && c.CreatedAt < to && c.SimulatedAt == null).Select(c => new
        {
            c.Id, c.QueueId, c.CreatedAt, c.Channel, c.Needs, c.Weight, c.AssignedAt, c.ResolvedAt,
            Known = db.Conversations.Where(e => e.CustomerId == c.CustomerId && e.CreatedAt < c.CreatedAt && (e.AssigneeId ?? e.PreferredAgentId) != null)
                .OrderByDescending(e => e.CreatedAt).Select(e => e.AssigneeId ?? e.PreferredAgentId).FirstOrDefault(),
        });
        var moved = (await begun.OrderBy(c => c.CreatedAt)
            .Where(c => db.Entries.Any(e => e.ConversationId == c.Id && (e.Event == TimelineEvent.Transferred || e.Event == TimelineEvent.Reopened)))
            .Take(limit).ToListAsync(ct)).ToDictionary(c => c.Id);
        var rows = await begun.Where(c => queues.Contains(c.QueueId)).OrderBy(c => c.CreatedAt).Take(limit).ToListAsync(ct);
        var past = rows.Where(r => !moved.ContainsKey(r.Id)).Select(r => new PastConversation(r.QueueId, r.CreatedAt, r.Channel, r.Needs, r.Weight, r.ResolvedAt > r.AssignedAt ? r.ResolvedAt - r.AssignedAt : null, Known: r.Known)).ToList();
        if (moved.Count == 0) return past;

        var names = (await db.Queues.Select(q => new { q.Id, q.Name }).ToListAsync(ct)).DistinctBy(q => q.Name).ToDictionary(q => q.Name, q => q.Id);
        // Whoever was given it, the timeline knows by name only; of two who share it nobody can say which.
        var agents = (await db.Agents.Select(a => new { a.Id, a.Name }).ToListAsync(ct)).GroupBy(a => a.Name).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => (UserId?)g.Single().Id);
        foreach (var batch in moved.Keys.Chunk(PastBatch))
        {
            // Where it began, the first decision about it knows: the timeline names only where it went.
            var first = (await db.RoutingDecisions.Where(d => batch.Contains(d.ConversationId)).Select(d => new { d.ConversationId, d.At, d.QueueId }).ToListAsync(ct))
                .GroupBy(d => d.ConversationId).ToDictionary(g => g.Key, g => g.MinBy(d => d.At)!.QueueId);
            var steps = (await db.Entries.Where(e => batch.Contains(e.ConversationId) && e.Event != null && PastRules.Telling.Contains(e.Event.Value))
                .Select(e => new { e.ConversationId, e.Sequence, e.CreatedAt, Event = e.Event!.Value, e.AuthorRole, e.AuthorId, e.Text }).ToListAsync(ct)).ToLookup(e => e.ConversationId);
            foreach (var id in batch)
            {
                var c = moved[id];
                var told = steps[id].OrderBy(s => s.Sequence).Select(s =>
                {
                    var byStaff = s.AuthorRole is Role.Agent or Role.Supervisor or Role.Admin;
                    return new PastStep(s.CreatedAt, s.Event, byStaff, s.Text, s.Event is TimelineEvent.Assigned ? agents.GetValueOrDefault(s.Text ?? "") : byStaff ? new(s.AuthorId) : null);
                });
                past.AddRange(PastRules.Stays(new(first.GetValueOrDefault(id, c.QueueId), c.CreatedAt, c.Channel, c.Needs, c.Weight, null, Known: c.Known), told, names)
                    .Where(s => queues.Contains(s.Queue) && s.At < to));
            }
        }

        return [.. past.OrderBy(p => p.At).Take(limit)];
    }
}
