using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;

namespace Portal.Components.Conversations;

/// <summary>Times in words, in the reader's zone. Short where they stand in rows, whole where a day begins.</summary>
public static class Moments
{
    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) => In(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A length: "40 s", "3 min", "2 h", "4 d".</summary>
    public static string Span(TimeSpan span, IStringLocalizer<StaffText> l)
    {
        if (span < TimeSpan.Zero) span = TimeSpan.Zero;
        return span.TotalSeconds < 60 ? l["{0} s", (int)span.TotalSeconds]
            : span.TotalMinutes < 60 ? l["{0} min", (int)span.TotalMinutes]
            : span.TotalHours < 48 ? l["{0} h", (int)span.TotalHours]
            : l["{0} d", (int)span.TotalDays];
    }

    /// <summary>How long ago, for rows: "now", "14 min", "3 h", "Mon", "12 Mar", "Nov 2025".</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone, IStringLocalizer<StaffText> l)
    {
        var passed = now - at;
        if (passed < TimeSpan.FromMinutes(1)) return l["now"];
        if (passed < TimeSpan.FromHours(12)) return Span(passed, l);
        var (then, today) = (In(at, zone), In(now, zone));
        return (today.Date - then.Date).Days switch
        {
            < 1 => Span(passed, l),
            < 7 => then.ToString("ddd", CultureInfo.CurrentCulture),
            _ when then.Year == today.Year => then.ToString("d MMM", CultureInfo.CurrentCulture),
            _ => then.ToString("MMM yyyy", CultureInfo.CurrentCulture),
        };
    }

    /// <summary>The heading of a day: "Today", "Yesterday", "Monday 8 June", "12 March 2025".</summary>
    public static string Day(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone, IStringLocalizer<StaffText> l)
    {
        var (then, today) = (In(at, zone), In(now, zone));
        return (today.Date - then.Date).Days switch
        {
            0 => l["Today"],
            1 => l["Yesterday"],
            < 7 and > 0 => then.ToString("dddd d MMMM", CultureInfo.CurrentCulture),
            _ when then.Year == today.Year => then.ToString("d MMMM", CultureInfo.CurrentCulture),
            _ => then.ToString("d MMMM yyyy", CultureInfo.CurrentCulture),
        };
    }

    /// <summary>A time to come: "today, 15:00", "tomorrow, 09:00", "Mon 8 Jun, 09:00".</summary>
    public static string Until(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone, IStringLocalizer<StaffText> l)
    {
        var (then, today) = (In(at, zone), In(now, zone));
        return (then.Date - today.Date).Days switch
        {
            0 => l["today, {0}", Clock(at, zone)],
            1 => l["tomorrow, {0}", Clock(at, zone)],
            _ => $"{then.ToString("ddd d MMM", CultureInfo.CurrentCulture)}, {Clock(at, zone)}",
        };
    }

    /// <summary>For the title of a time: day and minute, nothing left out.</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone) => In(at, zone).ToString("d MMMM yyyy, HH:mm", CultureInfo.CurrentCulture);

    public static DateOnly DateOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(In(at, zone).DateTime);

    /// <summary>The dates of moments that follow each other closely: every clock on earth changes its date at a full quarter of an hour.</summary>
    public sealed class Dates(TimeZoneInfo zone)
    {
        private const long Quarter = 15 * TimeSpan.TicksPerMinute;

        private long quarter = -1;
        private DateOnly date;

        public DateOnly Of(DateTimeOffset at)
        {
            if (at.UtcTicks / Quarter == quarter) return date;
            (quarter, date) = (at.UtcTicks / Quarter, DateOf(at, zone));
            return date;
        }
    }

    /// <summary>The browser's zone; where the server does not know its name, the offset that it had when it told.</summary>
    public static TimeZoneInfo ZoneOf(string? name, int offsetMinutes)
    {
        if (name is { Length: > 0 and < 80 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        var offset = TimeSpan.FromMinutes(Math.Clamp(offsetMinutes, -14 * 60, 14 * 60));
        return offset == TimeSpan.Zero ? TimeZoneInfo.Utc : TimeZoneInfo.CreateCustomTimeZone("browser", offset, null, null);
    }

    private static DateTimeOffset In(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone);
}
