using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

/// <summary>Decisions of routing in words.</summary>
internal static class RoutingWords
{
    /// <summary>Why the one who got it got it.</summary>
    public static string Because(IStringLocalizer<StaffText> l, string reason) => reason switch
    {
        RoutingReasons.OnlyOne => l["nobody else could have it"],
        RoutingReasons.MostFree => l["most room for another one"],
        RoutingReasons.LongestIdle => l["without a new one longest"],
        RoutingReasons.Turn => l["next in turn"],
        RoutingReasons.MissedLeast => l["fits, and is missed least elsewhere"],
        RoutingReasons.BestFit => l["fits best what it asks for"],
        RoutingReasons.KnowsCustomer => l["had it before"],
        RoutingReasons.KeptByHolder => l["did not open it yet, and nobody else could have it"],
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No words for this reason"),
    };

    /// <summary>Why it still waits, and what would change that.</summary>
    public static string Waits(IStringLocalizer<StaffText> l, string reason) => reason switch
    {
        WaitReasons.NextPass => l["Somebody has room. It is offered at once, after those ahead of it."],
        WaitReasons.FallbackNotYet => l["The first line has no room. Fallback members are asked when the wait is long enough."],
        WaitReasons.KeptForKnown => l["It is kept a little for whoever had it before and has no room just now."],
        WaitReasons.SkillNotYet => l["Nobody who is here has the skills that it asks for. Less is asked for when the wait is long enough."],
        WaitReasons.NobodySkilled => l["Nobody who is here has the skills that it asks for, and nothing relaxes that. Ask for less, or assign it by hand."],
        WaitReasons.WrapUpEnds => l["Somebody has room as soon as they are done with what they resolved."],
        WaitReasons.EverybodyFull => l["Everybody who is available is full. The next one who resolves a conversation gets it."],
        WaitReasons.NobodyWithUnits => l["Nobody who is here takes this kind of channel. An admin can give them units for it."],
        WaitReasons.EverybodyAsked => l["Everybody who is available was offered it and did not open it. They are asked again in a while; assign it by hand to be faster."],
        WaitReasons.AskedAgain => l["Everybody who is available was offered it. They are asked once more."],
        WaitReasons.NobodyAvailable => l["The members who are here are busy or away."],
        WaitReasons.NobodyThere => l["No member of the queue is online."],
        WaitReasons.QueueClosed => l["The queue is closed by its opening hours, and offered when it opens."],
        WaitReasons.LineFull => l["The line was full when it came. It is offered when there is room, or when the customer leaves an address."],
        WaitReasons.NoMembers => l["The queue has no members. An admin can add some."],
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No words for this reason"),
    };

    /// <summary>When a closed queue opens, in the reader's zone.</summary>
    public static string Opens(IStringLocalizer<StaffText> l, DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (then, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        var clock = then.ToString("HH:mm", CultureInfo.InvariantCulture);
        return then.Date == today.Date ? l["It opens at {0}.", clock] : l["It opens on {0} at {1}.", then.ToString("dddd d MMMM", CultureInfo.CurrentCulture), clock];
    }

    /// <summary>What the rules said about one member.</summary>
    public static string Of(IStringLocalizer<StaffText> l, Candidate candidate, IReadOnlyDictionary<SkillId, string> skills, TimeZoneInfo zone) => candidate.Verdict switch
    {
        Verdict.Chosen => l["got it"],
        Verdict.Outranked => l["could have it, {0} free", candidate.Free],
        Verdict.NoAccess => l["no access any more"],
        Verdict.Offline => l["offline"],
        Verdict.Away => l["away"],
        Verdict.Busy => l["busy"],
        Verdict.LacksSkill => candidate.Missing is { } need ? l["lacks {0}", Need(l, need, skills)] : l["lacks a skill"],
        Verdict.KeptForKnown => l["could have it; it is kept for whoever had it before"],
        Verdict.TransfersOnly => l["takes transfers only"],
        Verdict.PassedOver => l["was offered it and did not open it"],
        Verdict.Closed => l["could have it; the queue is closed"],
        Verdict.NotInLine => l["could have it; the line is full"],
        Verdict.WrappingUp => candidate.FreeAt is { } at ? l["in wrap-up until {0}", TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture)] : l["in wrap-up"],
        Verdict.Full => l["full, {0} of {0}", candidate.Capacity],
        Verdict.NoUnits => l["takes none of this kind of channel"],
        Verdict.NotYet => l["fallback, not asked yet"],
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.Verdict, "No words for this verdict"),
    };

    /// <summary>"German 3", or the same with a word that it is a must.</summary>
    public static string Need(IStringLocalizer<StaffText> l, SkillNeed need, IReadOnlyDictionary<SkillId, string> skills)
    {
        var name = skills.GetValueOrDefault(need.Skill) ?? l["a deleted skill"];
        return need.Must ? l["{0} {1}, a must", name, need.Level] : l["{0} {1}", name, need.Level];
    }

    /// <summary>Half units as units: "0.5", "1", "2.5".</summary>
    public static string Units(int halves) => (halves / 2.0).ToString(CultureInfo.CurrentCulture);
}
