using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

public enum DeliveryState { None, Sent, Delivered, Read }

/// <summary>One entry as the timeline draws it. Two equal ones need no second drawing.</summary>
/// <param name="Day">The heading above it, where a day begins.</param>
/// <param name="FirstUnread">The line "New" stands above it.</param>
/// <param name="Follows">Belongs to the message before it: same author, a moment later.</param>
/// <param name="Leads">The next one belongs to it, so time and name stand there.</param>
public sealed record TimelineLine(TimelineEntry Entry, DateOnly? Day, bool FirstUnread, bool Follows, bool Leads, DeliveryState State);

/// <summary>From entries to lines: days, groups, states.</summary>
public static class TimelineRules
{
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<TimelineLine> Lines(IReadOnlyList<TimelineEntry> entries, Receipts receipts, long? firstUnread, TimeZoneInfo zone) =>
        Lines(entries, receipts, firstUnread, zone, 0, entries.Count);

    /// <summary>The lines of a part of the history, from one index up to before another, as they stand in the whole.</summary>
    public static IReadOnlyList<TimelineLine> Lines(IReadOnlyList<TimelineEntry> entries, Receipts receipts, long? firstUnread, TimeZoneInfo zone, int from, int to)
    {
        var lines = new List<TimelineLine>(to - from);
        var dates = new Moments.Dates(zone);
        DateOnly? previous = from > 0 ? dates.Of(entries[from - 1].CreatedAt) : null;
        for (var i = from; i < to; i++)
        {
            var entry = entries[i];
            var before = i > 0 ? entries[i - 1] : null;
            var after = i + 1 < entries.Count ? entries[i + 1] : null;
            var day = dates.Of(entry.CreatedAt);
            var newDay = previous != day;
            previous = day;
            var unread = entry.Sequence == firstUnread;
            var state = StateOf(entry, receipts);
            lines.Add(new(entry, newDay ? day : null, unread,
                Follows: !newDay && !unread && before is not null && Belong(before, entry),
                Leads: after is not null && after.Sequence != firstUnread && Belong(entry, after)
                    && dates.Of(after.CreatedAt) == day && StateOf(after, receipts) == state,
                state));
        }

        return lines;
    }

    public static DeliveryState StateOf(TimelineEntry entry, Receipts receipts) =>
        entry.Audience is not Audience.Everyone || entry.Kind is EntryKind.Event || entry.AuthorRole is Role.Customer ? DeliveryState.None
        : entry.Sequence <= receipts.CustomerRead ? DeliveryState.Read
        : entry.Sequence <= receipts.CustomerDelivered ? DeliveryState.Delivered
        : DeliveryState.Sent;

    /// <summary>
    /// The first of the customer's messages that the reader has not seen; null when there is none, or it lies further back
    /// than what is held.
    /// </summary>
    public static long? FirstUnread(IReadOnlyList<TimelineEntry> entries, int unread)
    {
        if (unread <= 0) return null;
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            if (IsFromCustomer(entries[i]) && --unread == 0) return entries[i].Sequence;
        }

        return null;
    }

    public static bool IsFromCustomer(TimelineEntry entry) => entry.AuthorRole is Role.Customer && entry.Kind is not EntryKind.Event;

    private static bool Belong(TimelineEntry a, TimelineEntry b) =>
        a.AuthorId == b.AuthorId && a.AuthorRole == b.AuthorRole
        && a.Kind is EntryKind.Text or EntryKind.Attachment && b.Kind is EntryKind.Text or EntryKind.Attachment
        && b.CreatedAt - a.CreatedAt < Together;
}
