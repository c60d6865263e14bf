using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Insights;
using Portal.Domain.Shared;

namespace Portal.Data.Insights;

public sealed class InsightsStore(IDbContextFactory<PortalDbContext> contexts) : IInsightsStore
{
    /// <summary>Conversations of the last hours that one read takes at most, newest first.</summary>
    private const int Most = 50_000;

    public async Task<BoardFacts> ReadBoardAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var queues = await db.Queues.AsNoTracking().ToListAsync(ct);
        var members = await db.QueueMembers.AsNoTracking().ToListAsync(ct);
        var agents = await db.Agents.AsNoTracking().ToListAsync(ct);

        // Several questions instead of one with "or": each has its own index.
        var conversations = new Dictionary<ConversationId, BoardConversation>();
        var answeredAfter = now - LiveBoardRules.LongSpan;
        var begunAfter = now - LiveBoardRules.ChartSpan;
        Keep(conversations, await Closed(db.Conversations.Where(c => c.FirstResponseAt > answeredAfter).OrderByDescending(c => c.FirstResponseAt)).ToListAsync(ct));
        Keep(conversations, await Closed(db.Conversations.Where(c => c.CreatedAt >= begunAfter).OrderByDescending(c => c.CreatedAt)).ToListAsync(ct));
        Keep(conversations, await Closed(db.Conversations.Where(c => c.ResolvedAt > answeredAfter).OrderByDescending(c => c.ResolvedAt)).ToListAsync(ct));
        Keep(conversations, await Closed(db.Conversations.Where(c => c.WrapUpUntil > Moments.Ever).OrderBy(c => c.WrapUpUntil)).ToListAsync(ct));
        // Whoever answered one and put it to sleep: open and resolved ones are found already.
        Keep(conversations, await Closed(db.Conversations.Where(c => c.Status == ConversationStatus.Snoozed && c.LastEntryAt > answeredAfter).OrderByDescending(c => c.LastEntryAt)).ToListAsync(ct));
        var open = await (
            from c in db.Conversations
            where c.Status == ConversationStatus.Open
            join customer in db.Customers on c.CustomerId equals customer.Id into customers
            from customer in customers.DefaultIfEmpty()
            select new
            {
                Conversation = new BoardConversation(
                    c.Id, c.CustomerId, c.QueueId, c.Status, c.AssigneeId, c.CreatedAt, c.QueuedAt, c.WaitingSince, c.FirstResponseAt, c.Preview, c.Version, c.AnswerDueAt, c.Marks, c.SimulatedAt, c.ResolvedAt, c.WrapUpUntil, c.NextAnswers, c.NextAnswersLate, c.NextAnsweredAt, c.Channel, c.Units, c.IsResting),
                customer.Name, customer.Email,
            }).ToListAsync(ct);
        Keep(conversations, open.Select(o => o.Conversation));
        // Counted here: what is live is little, and a database would sort it first.
        var bearers = await db.Consults.Where(c => c.LapsesAt > Moments.Ever && c.Status == ConsultStatus.Accepted && c.HolderId != null).Select(c => c.HolderId!.Value).ToListAsync(ct);

        return new()
        {
            Queues = queues.ToImmutableDictionary(q => q.Id),
            Members = [.. members],
            Agents = agents.ToImmutableDictionary(a => a.Id),
            Conversations = conversations.ToImmutableDictionary(),
            Consults = bearers.CountBy(b => b).ToImmutableDictionary(),
            Names = open.DistinctBy(o => o.Conversation.CustomerId).ToImmutableDictionary(
                o => o.Conversation.CustomerId, o => CustomerRules.DisplayName(o.Name ?? "", o.Email, o.Conversation.CustomerId)),
        };
    }

    public async Task<IReadOnlyDictionary<CustomerId, string>> NamesAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await db.Customers.Where(c => customers.Contains(c.Id)).Select(c => new { c.Id, c.Name, c.Email }).ToDictionaryAsync(c => c.Id, ct);
        return customers.ToDictionary(id => id, id => CustomerRules.DisplayName(known.GetValueOrDefault(id)?.Name ?? "", known.GetValueOrDefault(id)?.Email, id));
    }

    private static IQueryable<BoardConversation> Closed(IQueryable<Conversation> conversations) => conversations.Take(Most).Select(
        c => new BoardConversation(c.Id, c.CustomerId, c.QueueId, c.Status, c.AssigneeId, c.CreatedAt, c.QueuedAt, c.WaitingSince, c.FirstResponseAt, "", c.Version, c.AnswerDueAt, c.Marks, c.SimulatedAt, c.ResolvedAt, c.WrapUpUntil, c.NextAnswers, c.NextAnswersLate, c.NextAnsweredAt, c.Channel, c.Units, c.IsResting));

    /// <summary>Of two answers about the same conversation the newer one counts; of equal ones the later, which has the preview.</summary>
    private static void Keep(Dictionary<ConversationId, BoardConversation> all, IEnumerable<BoardConversation> read)
    {
        foreach (var c in read)
        {
            if (!all.TryGetValue(c.Id, out var known) || known.Version <= c.Version) all[c.Id] = c;
        }
    }
}
