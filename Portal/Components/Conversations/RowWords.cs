using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

public enum Tone { Plain, Calm, Soon, Over }

/// <summary>The last words of a row. <paramref name="Share"/> is what the ring shows of the time that is left.</summary>
public sealed record RowDue(string Text, Tone Tone = Tone.Plain, double? Share = null, string? Glyph = null);

/// <summary>Everything that a row shows, as text. Two equal ones need no second drawing.</summary>
public sealed record RowWords(
    ConversationId Id, string Name, string When, string Lead, string LeadClass, string Preview, string Queue, RowDue Due, int Unread, bool Offer, bool Selected, string Priority = "", bool Simulated = false)
{
    private static readonly TimeSpan FarAway = TimeSpan.FromHours(10);

    /// <summary>What a row needs to know beside the conversation.</summary>
    public sealed record Around(UserId Me, DateTimeOffset Now, TimeZoneInfo Zone, bool Selected, bool Reading, bool Typing, string? Draft, ReplyReason? Why = null);

    public static RowWords Of(ConversationRow row, Around around, IStringLocalizer<StaffText> l)
    {
        var c = row.Conversation;
        var (lead, leadClass, preview) = Beginning(row, around, l);
        return new(c.Id, row.CustomerName, Moments.Ago(c.LastEntryAt, around.Now, around.Zone, l), lead, leadClass, preview, WhyOf(around.Why, c.Level, l) is { } why ? $"{why} · {row.QueueName}" : row.QueueName,
            DueOf(row, around, l), around.Reading ? 0 : row.Unread, ListRules.IsOffer(c, around.Me), around.Selected, c is { Level: > PriorityLevel.Normal, Status: not ConversationStatus.Resolved } ? PriorityWords.Of(c.Level, l) : "", c.IsSimulated);
    }

    private static (string Lead, string Class, string Text) Beginning(ConversationRow row, Around around, IStringLocalizer<StaffText> l)
    {
        if (around.Typing) return (l["typing…"], "typing", "");
        if (around.Draft is { } draft) return (l["Draft:"], "df", draft);
        var c = row.Conversation;
        return c.PreviewRole switch
        {
            Role.Agent or Role.Supervisor or Role.Admin => (c.AssigneeId == around.Me ? l["You:"] : l["Team:"], "by", c.Preview),
            Role.Bot => (l["Assistant:"], "by", c.Preview),
            _ => ("", "", c.Preview),
        };
    }

    /// <summary>Why it stands where it stands; of those who only wait, the time beside it says it.</summary>
    private static string? WhyOf(ReplyReason? why, PriorityLevel level, IStringLocalizer<StaffText> l) => why switch
    {
        ReplyReason.Overdue => l["answer overdue"].Value,
        ReplyReason.DueSoon => l["little time left"].Value,
        ReplyReason.Pressing => l["comes first: priority {0}", PriorityWords.Of(level, l)].Value,
        ReplyReason.Upset => l["sounds upset"].Value,
        ReplyReason.Quick => l["quick one"].Value,
        ReplyReason.Valuable => l["valued customer"].Value,
        _ => null,
    };

    private static RowDue DueOf(ConversationRow row, Around around, IStringLocalizer<StaffText> l)
    {
        var c = row.Conversation;
        if (ListRules.IsOffer(c, around.Me)) return OfferOf(c, around.Now, l);
        return c.Status switch
        {
            ConversationStatus.Resolved => new(l["Resolved"]),
            ConversationStatus.Snoozed when c.SnoozedUntil is { } until => new(l["Back {0}", Moments.Until(until, around.Now, around.Zone, l)], Glyph: Glyph.Snooze),
            ConversationStatus.Open when c.AssigneeId is { } other && other != around.Me =>
                new(l["With {0}", FirstWord(row.AssigneeName ?? l["somebody"])]),
            ConversationStatus.Open when c.WaitingSince is { } since => WaitOf(c, since, around, l),
            _ => new(l["Waiting for customer"]),
        };
    }

    private static RowDue OfferOf(Conversation c, DateTimeOffset now, IStringLocalizer<StaffText> l)
    {
        if (c.OfferExpiresAt is not { } expires) return new(l["New for you"], Tone.Calm, 1);
        var left = expires - now;
        var share = Share(left, expires - (c.AssignedAt ?? now));
        return left > TimeSpan.Zero
            ? new(l["Open within {0}", Moments.Span(left, l)], share < .25 ? Tone.Soon : Tone.Calm, share, Glyph.Bell)
            : new(l["Going on to the next"], Tone.Over, null, Glyph.Alert);
    }

    private static RowDue WaitOf(Conversation c, DateTimeOffset since, Around around, IStringLocalizer<StaffText> l)
    {
        if (c.AnswerDueAt is not { } due) return new(l["Waiting {0}", Moments.Span(around.Now - since, l)]);
        var left = due - around.Now;
        if (left <= TimeSpan.Zero) return new(l["Overdue {0}", Moments.Span(-left, l)], Tone.Over, null, Glyph.Alert);
        // Closed hours lie in between: the hour says more than a count of hours.
        if (left > FarAway) return new(l["Due {0}", Moments.Until(due, around.Now, around.Zone, l)], Tone.Calm, Share(left, due - since));
        var share = Share(left, due - since);
        return share < .25
            ? new(l["Due in {0}", Moments.Span(left, l)], Tone.Soon, share, Glyph.Clock)
            : new(l["Due in {0}", Moments.Span(left, l)], Tone.Calm, share);
    }

    /// <summary>In steps that a ring can show: the same picture needs no second drawing.</summary>
    private static double Share(TimeSpan left, TimeSpan whole) =>
        whole <= TimeSpan.Zero ? 0 : Math.Round(Math.Clamp(left / whole, 0, 1), 2);

    private static string FirstWord(string name) => name.Split(' ', 2)[0];

    /// <summary>Whether the row changes with every second, or hardly ever.</summary>
    public static bool CountsSeconds(ConversationRow row, UserId me, DateTimeOffset now)
    {
        var c = row.Conversation;
        if (ListRules.IsOffer(c, me)) return true;
        if (c.Status is not ConversationStatus.Open || c.WaitingSince is not { } since || (c.AssigneeId is { } other && other != me)) return false;
        var shown = c.AnswerDueAt is { } due ? (due - now).Duration() : now - since;
        return shown < TimeSpan.FromSeconds(61);
    }
}
