using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>What happened, in words, and why. <paramref name="Subject"/> stands where the text has {0}.</summary>
public sealed record EventWords(string Glyph, string Text, string Subject = "", string Why = "")
{
    public static EventWords Of(TimelineEntry entry, UserId me, DateTimeOffset now, TimeZoneInfo zone, IStringLocalizer<StaffText> l)
    {
        var who = entry.AuthorRole is Role.System ? "" : entry.AuthorId == me.Value ? l["You"] : entry.AuthorName;
        var subject = entry.Text ?? "";
        return entry.Event switch
        {
            TimelineEvent.Started => new(Shared.Glyph.Chat, l["The conversation began"]),
            TimelineEvent.Assigned when who.Length == 0 => new(Shared.Glyph.Assign, l["Offered to {0}"].Value, subject, Because(entry.Reason, l)),
            TimelineEvent.Assigned => new(Shared.Glyph.Assign, l["{0} gave it to {1}", who, "{0}"], subject, Because(entry.Reason, l)),
            TimelineEvent.Joined => new(Shared.Glyph.Person, l["{0} joined"].Value, who),
            TimelineEvent.OfferExpired => new(Shared.Glyph.Clock, l["{0} did not open it in time; it goes to the next agent"].Value, subject),
            TimelineEvent.Unassigned => new(Shared.Glyph.Undo, l["{0} put it back in the queue"].Value, who),
            TimelineEvent.Transferred when who.Length == 0 => new(Shared.Glyph.Hand, l["It goes on to {0}"].Value, subject),
            TimelineEvent.Transferred => new(Shared.Glyph.Hand, l["{0} moved it to {1}", who, "{0}"], subject),
            TimelineEvent.Resolved => new(Shared.Glyph.Check, who.Length == 0 ? l["Closed"].Value : l["{0} resolved it"].Value, who, Because(entry.Reason, l)),
            TimelineEvent.Reopened when who.Length == 0 => new(Shared.Glyph.Refresh, l["Open again"], "", Because(entry.Reason, l)),
            TimelineEvent.Reopened => new(Shared.Glyph.Refresh, l["{0} opened it again"].Value, who),
            TimelineEvent.Snoozed => new(Shared.Glyph.Snooze, l["{0} snoozed it until {1}, or until the customer writes", who, "{0}"], Sleep(subject, now, zone, l)),
            TimelineEvent.Woken => new(Shared.Glyph.Bell, l["Back from snooze"], "", entry.Reason == RoutingReasons.ByHand ? l["{0} woke it", who] : Because(entry.Reason, l)),
            TimelineEvent.Identified => new(Shared.Glyph.Shield, l["Now known as {0}"].Value, subject, l["the company’s site vouches for the name"]),
            TimelineEvent.EscalationAsked when who.Length == 0 => new(Shared.Glyph.Up, l["{0} was asked to take it"].Value, subject, Because(entry.Reason, l)),
            TimelineEvent.EscalationAsked => new(Shared.Glyph.Up, l["{0} asked {1} to take it", who, "{0}"], subject, Because(entry.Reason, l)),
            TimelineEvent.EscalationAccepted => new(Shared.Glyph.Check, l["{0} of {1} took it over", who, "{0}"], subject),
            TimelineEvent.EscalationReturned when entry.Reason == EscalationReasons.Stays => new(Shared.Glyph.Info, subject.Length == 0 ? l["The customer was told that the team goes on"].Value : l["The customer was told that {0} goes on"].Value, subject),
            TimelineEvent.EscalationReturned when entry.Reason == EscalationReasons.TakenElsewhere => new(Shared.Glyph.Undo, l["The request to {0} ended: somebody else has it"].Value, subject),
            TimelineEvent.EscalationReturned when who.Length == 0 => new(Shared.Glyph.Undo, l["Nobody of {0} took it in time"].Value, subject),
            TimelineEvent.EscalationReturned when subject.Length == 0 => new(Shared.Glyph.Undo, l["{0} took the request back"].Value, who),
            TimelineEvent.EscalationReturned => new(Shared.Glyph.Undo, l["{0} gave it back: {1}", who, "{0}"], subject),
            TimelineEvent.Prioritised when who.Length == 0 => new(Shared.Glyph.Up, l["Priority is now {0}"].Value, PriorityWords.Of(subject, l), Because(entry.Reason, l)),
            TimelineEvent.Prioritised => new(Shared.Glyph.Up, l["{0} set the priority to {1}", who, "{0}"], PriorityWords.Of(subject, l)),
            TimelineEvent.DueSoon => new(Shared.Glyph.Clock, l["{0} is due soon"].Value, PriorityWords.Promise(subject, l)),
            TimelineEvent.Overdue => new(Shared.Glyph.Alert, l["{0} is overdue"].Value, PriorityWords.Promise(subject, l)),
            TimelineEvent.Required when subject.Length == 0 => new(Shared.Glyph.Filter, l["{0} changed what it asks for"].Value, who.Length == 0 ? l["A rule"] : who),
            TimelineEvent.Required => new(Shared.Glyph.Filter, l["{0} asks for {1}", who.Length == 0 ? l["A rule"].Value : who, "{0}"], subject),
            TimelineEvent.Categorised => new(Shared.Glyph.Filter, l["The rules set {0}"].Value, subject),
            TimelineEvent.LineFull => new(Shared.Glyph.Stack, l["The line was full"], "", Because(entry.Reason, l)),
            TimelineEvent.LineJoined => new(Shared.Glyph.Stack, l["There was room in the line again"]),
            TimelineEvent.AnswerByEmail => new(Shared.Glyph.Mail, l["{0} would rather be answered at {1}", who, "{0}"], subject),
            null => new(Shared.Glyph.Info, subject),
            _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Event, "No words for this event"),
        };
    }

    /// <summary>Nothing for a reason that this version does not know: better silent than a code word.</summary>
    public static string Because(string? reason, IStringLocalizer<StaffText> l) => reason switch
    {
        RoutingReasons.MostFree => l["has the most room"],
        RoutingReasons.LongestIdle => l["has been without a new one longest"],
        RoutingReasons.Turn => l["it was their turn"],
        RoutingReasons.OnlyOne => l["the only one available"],
        RoutingReasons.BestFit => l["fits best what it asks for"],
        RoutingReasons.KnowsCustomer => l["had it before"],
        ConversationLineRules.GoesOn => l["it goes on to the next queue, and the customer knows"],
        ConversationLineRules.AsksEmail => l["the customer was asked for an address"],
        ConversationLineRules.Refused => l["the customer was told to come back later"],
        "triage" => l["the rules of triage say so"],
        "service-level" => l["a promise about time was at stake"],
        RoutingReasons.WaitedTooLong => l["nobody had it in time"],
        "not-opened" => l["it was not opened"],
        "customer-wrote" => l["the customer wrote"],
        "time-came" => l["its time has come"],
        EscalationReasons.Lapsed => l["nobody accepted in time"],
        EscalationReasons.ServiceLevelMissed => l["the service level was missed"],
        EscalationReasons.RepeatedContact => l["the customer came several times this week"],
        EscalationReasons.CustomerUpset => l["the customer sounds upset"],
        _ => "",
    };

    private static string Sleep(string until, DateTimeOffset now, TimeZoneInfo zone, IStringLocalizer<StaffText> l) =>
        DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Moments.Until(at, now, zone, l) : until;
}
