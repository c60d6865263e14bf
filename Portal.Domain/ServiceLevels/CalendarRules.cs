namespace Portal.Domain.ServiceLevels;

/// <summary>From one instant until before another, open throughout.</summary>
public readonly record struct OpenPeriod(DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// Business time. A local time counts as open by what the clock on the wall shows: the hour that daylight saving skips never
/// comes, the hour that it repeats comes twice. No calendar at all means always open.
/// </summary>
public static class CalendarRules
{
    /// <summary>Nothing is looked for further ahead.</summary>
    public const int HorizonDays = 1100;

    /// <summary>From a day's midnight in UTC, the span of instants in which that day can lie anywhere on earth.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromHours(16), After = TimeSpan.FromHours(40);

    /// <summary>Open periods that end after <paramref name="from"/>, in their order, up to the horizon.</summary>
    public static IEnumerable<OpenPeriod> Periods(BusinessCalendar calendar, DateTimeOffset from)
    {
        var zone = ZoneOf(calendar);
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime);
        for (var ahead = first == DateOnly.MinValue ? 0 : -1; ahead < HorizonDays; ahead++)
        {
            foreach (var period in OnDay(calendar, zone, first.AddDays(ahead)))
            {
                if (period.To > from) yield return period;
            }
        }
    }

    /// <summary>Open time from <paramref name="from"/> until before <paramref name="to"/>.</summary>
    public static TimeSpan Between(BusinessCalendar? calendar, DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from) return TimeSpan.Zero;
        if (calendar is null) return to - from;
        var sum = TimeSpan.Zero;
        foreach (var period in Periods(calendar, from))
        {
            if (period.From >= to) break;
            sum += (period.To < to ? period.To : to) - (period.From > from ? period.From : from);
        }

        return sum;
    }

    /// <summary>The first instant at which <paramref name="time"/> of open time has passed since <paramref name="from"/>; null when the horizon holds less.</summary>
    public static DateTimeOffset? Add(BusinessCalendar? calendar, DateTimeOffset from, TimeSpan time)
    {
        if (time <= TimeSpan.Zero) return from;
        if (calendar is null) return from + time;
        foreach (var period in Periods(calendar, from))
        {
            var begins = period.From > from ? period.From : from;
            var length = period.To - begins;
            if (length >= time) return begins + time;
            time -= length;
        }

        return null;
    }

    public static bool IsOpen(BusinessCalendar? calendar, DateTimeOffset at) =>
        calendar is null || (Periods(calendar, at).Select(p => (OpenPeriod?)p).FirstOrDefault() is { } next && next.From <= at);

    /// <summary>When it opens next; null while it is open, or when it does not within the horizon.</summary>
    public static DateTimeOffset? OpensAt(BusinessCalendar? calendar, DateTimeOffset at) =>
        calendar is not null && Periods(calendar, at).Select(p => (OpenPeriod?)p).FirstOrDefault() is { } next && next.From > at ? next.From : null;

    /// <summary>When it closes; null while it is closed, or when it stays open for longer than a week.</summary>
    public static DateTimeOffset? ClosesAt(BusinessCalendar? calendar, DateTimeOffset at)
    {
        if (calendar is null) return null;
        DateTimeOffset? end = null;
        foreach (var period in Periods(calendar, at))
        {
            if (period.From > (end ?? at)) return end;
            if (period.To - at > TimeSpan.FromDays(7)) return null;
            end = period.To;
        }

        return end;
    }

    /// <summary>Whether two calendars count the same time as open.</summary>
    public static bool AreSame(BusinessCalendar? one, BusinessCalendar? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one.TimeZone == other.TimeZone && one.Week.SequenceEqual(other.Week) && one.Holidays.SequenceEqual(other.Holidays));

    public static bool IsKnownZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    /// <exception cref="TimeZoneNotFoundException">The calendar was not validated.</exception>
    public static TimeZoneInfo ZoneOf(BusinessCalendar calendar) => TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone);

    private static IEnumerable<OpenPeriod> OnDay(BusinessCalendar calendar, TimeZoneInfo zone, DateOnly day)
    {
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var (early, late) = (zone.GetUtcOffset(midnight - Before), zone.GetUtcOffset(midnight + After));
        var hours = HoursOf(calendar, day);
        if (hours.Count == 0) return [];
        if (early == late) return hours.Select(h => new OpenPeriod(midnight + h.From - early, midnight + h.To - early));
        var change = ChangeWithin(zone, midnight - Before, midnight + After, early);
        return hours.SelectMany(h => Around(midnight, h, early, late, change)).OrderBy(p => p.From);
    }

    /// <summary>What of the hours lies before the clocks change, by the old offset, and what after it, by the new one.</summary>
    private static IEnumerable<OpenPeriod> Around(DateTimeOffset midnight, (TimeSpan From, TimeSpan To) hours, TimeSpan early, TimeSpan late, DateTimeOffset change)
    {
        var (from, to) = (midnight + hours.From - early, midnight + hours.To - early);
        if (to > change) to = change;
        if (from < to) yield return new(from, to);
        (from, to) = (midnight + hours.From - late, midnight + hours.To - late);
        if (from < change) from = change;
        if (from < to) yield return new(from, to);
    }

    /// <summary>Clocks change on whole seconds, and never twice within three days.</summary>
    private static DateTimeOffset ChangeWithin(TimeZoneInfo zone, DateTimeOffset low, DateTimeOffset high, TimeSpan before)
    {
        var (same, seconds) = (0L, (long)(high - low).TotalSeconds);
        while (seconds - same > 1)
        {
            var middle = (same + seconds) / 2;
            if (zone.GetUtcOffset(low.AddSeconds(middle)) == before) same = middle;
            else seconds = middle;
        }

        return low.AddSeconds(seconds);
    }

    private static List<(TimeSpan From, TimeSpan To)> HoursOf(BusinessCalendar calendar, DateOnly day)
    {
        foreach (var holiday in calendar.Holidays)
        {
            if (holiday.Date != day) continue;
            return holiday is { From: { } from, To: { } to } ? [(from.ToTimeSpan(), EndOf(to))] : [];
        }

        var hours = new List<(TimeSpan From, TimeSpan To)>(2);
        foreach (var open in calendar.Week)
        {
            if (open.Day == day.DayOfWeek) hours.Add((open.From.ToTimeSpan(), EndOf(open.To)));
        }

        hours.Sort();
        return hours;
    }

    internal static TimeSpan EndOf(TimeOnly to) => to == TimeOnly.MinValue ? TimeSpan.FromDays(1) : to.ToTimeSpan();
}
