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

    /// <summary>Whether a change moves a conversation between the views that are counted. A message hardly ever does.</summary>
    public static bool Moves(ConversationChanged change) => change.Before is not { } before
        || (before.Status, before.AssigneeId) != (change.After.Status, change.After.AssigneeId);

    /// <summary>
    /// The row after a change that only wrote messages, without asking the store; null when the store has to be asked: for names,
    /// for a change that was missed before this one, for more than one new message.
    /// </summary>
    public static ConversationRow? After(ConversationRow known, ConversationChanged change)
    {
        var (was, after) = (known.Conversation, change.After);
        if (after.Version <= was.Version) return known;
        if (change.Before?.Version != was.Version || Moves(change)) return null;
        if ((was.QueueId, was.CustomerId, was.OpenedAt, was.SnoozedUntil) != (after.QueueId, after.CustomerId, after.OpenedAt, after.SnoozedUntil)) return null;
        var written = after.LastPublicSequence - was.LastPublicSequence;
        if (written == 0 || after.PreviewRole is not Role.Customer) return known with { Conversation = after };
        return written == 1 ? known with { Conversation = after, Unread = Math.Min(known.Unread + 1, ConversationRow.MostUnread) } : null;
    }

    /// <summary>Whether two states of a conversation differ in no more than its messages and the clocks that run with them.</summary>
    public static bool IsSameBeside(ConversationRow one, ConversationRow next)
    {
        return Beside(one) == Beside(next);

        static ConversationRow Beside(ConversationRow row) => row with
        {
            Unread = 0,
            Conversation = row.Conversation with
            {
                Version = 0, LastSequence = 0, LastPublicSequence = 0, LastEntryAt = default, SpokenAt = null, Preview = "", PreviewRole = default, WaitingSince = null,
                FirstResponseAt = null, AnswerSince = null, AnswerSpent = default, AnswerDueAt = null, ResolutionSince = null, ResolutionSpent = default,
                ResolutionDueAt = null, AlarmAt = null, Marks = default, NextAnswers = 0, NextAnswersLate = 0, NextAnsweredAt = null,
            },
        };
    }

    /// <summary>The row after its reader has read on; null when the store has to be asked how many are left.</summary>
    public static ConversationRow? After(ConversationRow known, ReceiptsAdvanced own) =>
        known.Unread == 0 || own.Read == 0 ? known : own.Read >= known.Conversation.LastPublicSequence ? known with { Unread = 0 } : null;

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
