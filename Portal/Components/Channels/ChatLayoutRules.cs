using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Channels;

/// <summary>Groups entries as a customer reads them: days, runs of one author, states of their own messages.</summary>
public static class ChatLayoutRules
{
    /// <summary>After this long without a word the name and the time are said again.</summary>
    public static readonly TimeSpan NameAgainAfter = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<ChatLine> Lay(IReadOnlyList<TimelineEntry> entries, Receipts receipts, TimeZoneInfo zone) => Lay(entries, receipts, zone, 0, entries.Count);

    /// <summary>The lines of a part of the history, from one index up to before another, as they stand in the whole.</summary>
    public static IReadOnlyList<ChatLine> Lay(IReadOnlyList<TimelineEntry> entries, Receipts receipts, TimeZoneInfo zone, int from, int to)
    {
        var lines = new List<ChatLine>(to - from);
        DateOnly? day = from > 0 ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(entries[from - 1].CreatedAt, zone).DateTime) : null;
        var lastNamed = LastOfTeam(entries, from);
        for (var i = from; i < to; i++)
        {
            var entry = entries[i];
            var before = i > 0 ? entries[i - 1] : null;
            var after = i + 1 < entries.Count ? entries[i + 1] : null;
            var time = TimeZoneInfo.ConvertTime(entry.CreatedAt, zone);
            var date = DateOnly.FromDateTime(time.DateTime);
            var begins = date != day;
            day = date;

            var mine = IsMine(entry);
            var first = begins || before is null || !SameRun(before, entry);
            var last = after is null || !SameRun(entry, after) || DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after.CreatedAt, zone).DateTime) != date;
            var named = IsMessage(entry) && !mine && first
                && (begins || lastNamed?.AuthorId != entry.AuthorId || before?.Kind is EntryKind.Event || entry.CreatedAt - lastNamed.CreatedAt > NameAgainAfter);
            if (IsMessage(entry) && !mine) lastNamed = entry;

            var state = mine ? StateOf(entry, receipts) : MessageState.None;
            var shows = mine && (last || after is null || !IsMine(after) || StateOf(after, receipts) != state);
            lines.Add(new(entry, time, begins ? date : null, mine, named, first, last, state, shows));
        }

        return lines;
    }

    private static TimelineEntry? LastOfTeam(IReadOnlyList<TimelineEntry> entries, int before)
    {
        for (var i = before - 1; i >= 0; i--)
        {
            if (IsFromTeam(entries[i])) return entries[i];
        }

        return null;
    }

    public static bool IsMessage(TimelineEntry entry) => entry.Kind is EntryKind.Text or EntryKind.Attachment;

    public static bool IsMine(TimelineEntry entry) => IsMessage(entry) && entry.AuthorRole is Role.Customer;

    /// <summary>The customer has spoken last, apart from what was said about the line; whom the line refused waits no more.</summary>
    public static bool WaitsForAnswer(IReadOnlyList<TimelineEntry> entries)
    {
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            if (entries[i] is { Event: TimelineEvent.LineFull, Reason: ConversationLineRules.Refused }) return false;
            if (entries[i].Event is not (TimelineEvent.LineFull or TimelineEvent.LineJoined or TimelineEvent.AnswerByEmail)) return IsMine(entries[i]);
        }

        return false;
    }

    /// <summary>A message of the team, which the customer may have missed.</summary>
    public static bool IsFromTeam(TimelineEntry entry) => IsMessage(entry) && entry.AuthorRole is not Role.Customer;

    /// <summary>Who answers now: the last person who joined or wrote; null before anybody did, or after it was resolved.</summary>
    public static string? AgentOf(IReadOnlyList<TimelineEntry> entries)
    {
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            var entry = entries[i];
            if (entry.AuthorRole is Role.Agent or Role.Supervisor or Role.Admin && (IsMessage(entry) || entry.Event is TimelineEvent.Joined or TimelineEvent.EscalationAccepted or TimelineEvent.Reopened or TimelineEvent.Resolved))
                return entry.AuthorName;
        }

        return null;
    }

    /// <summary>What customers call somebody: the first word of the name.</summary>
    public static string FirstName(string name)
    {
        var blank = name.AsSpan().Trim().IndexOf(' ');
        return blank < 0 ? name.Trim() : name.Trim()[..blank];
    }

    private static bool SameRun(TimelineEntry one, TimelineEntry next) =>
        IsMessage(one) && IsMessage(next) && one.AuthorRole == next.AuthorRole && one.AuthorId == next.AuthorId && next.CreatedAt - one.CreatedAt < NameAgainAfter;

    private static MessageState StateOf(TimelineEntry entry, Receipts receipts) =>
        entry.Sequence <= receipts.StaffRead ? MessageState.Read
        : entry.Sequence <= receipts.StaffDelivered ? MessageState.Delivered
        : MessageState.Sent;
}
