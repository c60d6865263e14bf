using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Data.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Data.Routing;

public sealed partial class RoutingStore
{
    public async Task<IReadOnlyList<UserId>> CorrectLoadsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var corrected = new HashSet<UserId>();
        foreach (var kind in PerChannel.Kinds)
        {
            var (load, used) = StoredOf(kind);
            var (loadNow, usedNow) = CountedOf(db, kind);
            var isWrong = Differs(load, loadNow, used, usedNow);
            var wrong = await db.Agents.Where(isWrong).Select(a => a.Id).ToListAsync(ct);
            if (wrong.Count == 0) continue;
            using var turn = await gate.EnterAsync(ct);
            foreach (var id in wrong)
            {
                // Asked again in the same statement: a claim may have been between its two writes.
                if (await db.Agents.Where(isWrong).Where(a => a.Id == id).ExecuteUpdateAsync(s => s.SetProperty(load, loadNow).SetProperty(used, usedNow), ct) == 1) corrected.Add(id);
            }
        }

        return [.. corrected];
    }

    private static (Expression<Func<Agent, int>> Load, Expression<Func<Agent, int>> Used) StoredOf(ChannelKind kind) => kind switch
    {
        ChannelKind.Chat => (a => a.Load.Chat, a => a.Used.Chat),
        ChannelKind.Email => (a => a.Load.Email, a => a.Used.Email),
        ChannelKind.Sms => (a => a.Load.Sms, a => a.Used.Sms),
        ChannelKind.Api => (a => a.Load.Api, a => a.Used.Api),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No columns for this kind"),
    };

    /// <summary>What the conversations say.</summary>
    private static (Expression<Func<Agent, int>> Load, Expression<Func<Agent, int>> Used) CountedOf(PortalDbContext db, ChannelKind kind)
    {
        // A consult that somebody took counts as one ordinary chat, and what is being wrapped up like an open conversation.
        var open = db.Conversations.Where(c => c.Channel == kind && c.Status == ConversationStatus.Open);
        var wraps = db.Conversations.Where(c => c.Channel == kind && c.WrapUpUntil > Moments.Ever);
        if (kind is not ChannelKind.Chat)
        {
            return (a => open.Count(c => c.AssigneeId == a.Id) + wraps.Count(c => c.AssigneeId == a.Id),
                a => open.Where(c => c.AssigneeId == a.Id).Sum(c => c.IsResting ? 0 : c.Units) + wraps.Where(c => c.AssigneeId == a.Id).Sum(c => c.IsResting ? 0 : c.Units));
        }

        var consults = db.Consults.Where(c => c.Status == ConsultStatus.Accepted && c.LapsesAt > Moments.Ever);
        return (a => open.Count(c => c.AssigneeId == a.Id) + wraps.Count(c => c.AssigneeId == a.Id) + consults.Count(c => c.HolderId == a.Id),
            a => open.Where(c => c.AssigneeId == a.Id).Sum(c => c.IsResting ? 0 : c.Units) + wraps.Where(c => c.AssigneeId == a.Id).Sum(c => c.IsResting ? 0 : c.Units)
                + (Weights.Ordinary * consults.Count(c => c.HolderId == a.Id)));
    }

    /// <summary>load differs from what is counted, or used does: one condition about one agent.</summary>
    private static Expression<Func<Agent, bool>> Differs(
        Expression<Func<Agent, int>> load, Expression<Func<Agent, int>> loadNow, Expression<Func<Agent, int>> used, Expression<Func<Agent, int>> usedNow)
    {
        var agent = Expression.Parameter(typeof(Agent), "a");
        Expression Of(Expression<Func<Agent, int>> number) => new Replacing(number.Parameters[0], agent).Visit(number.Body);
        return Expression.Lambda<Func<Agent, bool>>(Expression.OrElse(Expression.NotEqual(Of(load), Of(loadNow)), Expression.NotEqual(Of(used), Of(usedNow))), agent);
    }

    private sealed class Replacing(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
