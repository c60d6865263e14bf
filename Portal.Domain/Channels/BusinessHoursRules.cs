namespace Portal.Domain.Channels;

public static class BusinessHoursRules
{
    public static bool IsOpen(BusinessHours hours, DateTimeOffset now)
    {
        if (hours.Spans.IsDefaultOrEmpty) return true;
        var local = TimeZoneInfo.ConvertTime(now, Zone(hours));
        var time = TimeOnly.FromDateTime(local.DateTime);
        return hours.Spans.Any(s => s.Day == local.DayOfWeek && s.From <= time && (s.To == TimeOnly.MinValue || time < s.To));
    }

    /// <summary>When it opens next, within two weeks; null while open or when no span ever comes.</summary>
    public static DateTimeOffset? OpensAt(BusinessHours hours, DateTimeOffset now)
    {
        if (IsOpen(hours, now)) return null;
        var zone = Zone(hours);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var ahead = 0; ahead <= 14; ahead++)
        {
            var day = today.AddDays(ahead);
            foreach (var span in hours.Spans.Where(s => s.Day == day.DayOfWeek).OrderBy(s => s.From))
            {
                var local = day.ToDateTime(span.From);
                // An hour that daylight saving skips begins when the skipped hour ends.
                if (zone.IsInvalidTime(local)) local = local.AddHours(1);
                var opens = new DateTimeOffset(local, zone.GetUtcOffset(local));
                if (opens > now) return opens;
            }
        }

        return null;
    }

    /// <summary>When it closes today; null when it is closed or never closes.</summary>
    public static DateTimeOffset? ClosesAt(BusinessHours hours, DateTimeOffset now)
    {
        if (hours.Spans.IsDefaultOrEmpty || !IsOpen(hours, now)) return null;
        var zone = Zone(hours);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        var span = hours.Spans.Where(s => s.Day == local.DayOfWeek && s.From <= time && (s.To == TimeOnly.MinValue || time < s.To)).MaxBy(s => s.To == TimeOnly.MinValue ? TimeOnly.MaxValue : s.To)!;
        var end = span.To == TimeOnly.MinValue ? local.Date.AddDays(1) : local.Date + span.To.ToTimeSpan();
        return new DateTimeOffset(end, zone.GetUtcOffset(end));
    }

    public static bool IsKnownZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    /// <summary>A moment in the time zone of the hours.</summary>
    public static DateTime LocalTime(BusinessHours hours, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone(hours)).DateTime;

    private static TimeZoneInfo Zone(BusinessHours hours) => TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
