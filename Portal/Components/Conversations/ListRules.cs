using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

public enum ListOrder { MostUrgent, NewestActivity }

public enum ListGroup { WaitingForYou, InQueue, Elsewhere, Later, Resolved }

/// <summary>Which conversations a list shows, in which group and order, and what its numbers are.</summary>
public static class ListRules
{
    /// <summary>The view and the queue. A search is answered by the store, and here for single rows by <see cref="Matches"/>.</summary>
    public static bool Shows(ConversationFilter filter, Conversation c) => (filter.Queue is null || filter.Queue == c.QueueId) && filter.View switch
    {
        ConversationView.Mine => IsMine(c, filter.Agent),
        ConversationView.Unassigned => c.IsQueued,
        ConversationView.AllOpen => c.Status is ConversationStatus.Open,
        ConversationView.Resolved => c.Status is ConversationStatus.Resolved,
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.View, "No such view"),
    };

    public static bool Matches(ConversationFilter filter, ConversationRow row) =>
        Shows(filter, row.Conversation) && (filter.Search is not { Length: > 0 } search
            || row.CustomerName.StartsWith(search, StringComparison.OrdinalIgnoreCase)
            || row.CustomerEmail?.StartsWith(search, StringComparison.OrdinalIgnoreCase) is true);

    public static ListGroup GroupOf(Conversation c, UserId me) => c.Status switch
    {
        ConversationStatus.Resolved => ListGroup.Resolved,
        ConversationStatus.Snoozed => ListGroup.Later,
        ConversationStatus.Open when c.AssigneeId is null => ListGroup.InQueue,
        ConversationStatus.Open when c.AssigneeId == me && (c.WaitingSince is not null || IsOffer(c, me)) => ListGroup.WaitingForYou,
        ConversationStatus.Open => ListGroup.Elsewhere,
        _ => throw new ArgumentOutOfRangeException(nameof(c), c.Status, "No such status"),
    };

    /// <summary>Given to this person, who has not looked at it yet.</summary>
    public static bool IsOffer(Conversation c, UserId me) => c.Holder == me && c.OpenedAt is null;

    public static bool IsMine(Conversation c, UserId me) => c.AssigneeId == me && c.Status is not ConversationStatus.Resolved;

    /// <summary>This person's customer waits for an answer.</summary>
    public static bool IsReplyDue(Conversation c, UserId me) => GroupOf(c, me) is ListGroup.WaitingForYou && !IsOffer(c, me);

    /// <summary>Group by group; within one either who waits longest, or what moved last.</summary>
    /// <param name="rank">The higher the sooner, for those who wait for this person's answer; without it, who waits longest.</param>
    public static IEnumerable<ConversationRow> Sort(IEnumerable<ConversationRow> rows, UserId me, ListOrder order, Func<ConversationRow, double>? rank = null) => rows
        .OrderBy(r => GroupOf(r.Conversation, me))
        .ThenByDescending(r => order is ListOrder.MostUrgent && rank is not null && IsReplyDue(r.Conversation, me) ? rank(r) : order is ListOrder.MostUrgent && IsOffer(r.Conversation, me) ? double.MaxValue : 0)
        .ThenBy(r => order is ListOrder.MostUrgent ? Urgency(r.Conversation, me) : -r.Conversation.LastEntryAt.UtcTicks)
        .ThenBy(r => r.Conversation.Id.Value);

    // Smaller is more urgent. An offer runs out within the minute, so it stands above every wait.
    private static long Urgency(Conversation c, UserId me) => GroupOf(c, me) switch
    {
        ListGroup.WaitingForYou when IsOffer(c, me) => (c.OfferExpiresAt ?? c.AssignedAt ?? c.CreatedAt).UtcTicks - DateTimeOffset.MaxValue.UtcTicks,
        ListGroup.WaitingForYou => (c.WaitingSince ?? c.LastEntryAt).UtcTicks,
        ListGroup.InQueue => (c.QueuedAt ?? c.CreatedAt).UtcTicks,
        ListGroup.Later => (c.SnoozedUntil ?? DateTimeOffset.MaxValue).UtcTicks,
        // Who still waits for a colleague first, longest wait first; then what was answered last.
        ListGroup.Elsewhere => c.WaitingSince is { } since ? since.UtcTicks - DateTimeOffset.MaxValue.UtcTicks : -c.LastEntryAt.UtcTicks,
        ListGroup.Resolved => -(c.ResolvedAt ?? c.LastEntryAt).UtcTicks,
        _ => throw new ArgumentOutOfRangeException(nameof(c), "No such group"),
    };

    /// <summary>The counts after one change, without asking the database.</summary>
    public static ConversationCounts Count(ConversationCounts counts, Conversation? before, Conversation after, UserId me)
    {
        return new(
            Step(counts.Mine, c => IsMine(c, me)),
            Step(counts.Unassigned, c => c.IsQueued),
            Step(counts.AllOpen, c => c.Status is ConversationStatus.Open));

        int Step(int count, Func<Conversation, bool> counted) =>
            Math.Max(0, count + (counted(after) ? 1 : 0) - (before is not null && counted(before) ? 1 : 0));
    }

    /// <summary>What the person has to look at: an unopened offer, or messages that they have not read.</summary>
    public static bool NeedsLook(ConversationRow row, UserId me) =>
        IsOffer(row.Conversation, me) || (IsMine(row.Conversation, me) && row.Conversation.Status is ConversationStatus.Open && row.Unread > 0);
}
