namespace Portal.Components.Conversations;

public enum SnoozeChoice { AnHour, ThisAfternoon, Tomorrow, NextWeek }

/// <summary>Times that a conversation is put to sleep until, on the clock of the person who chooses.</summary>
public static class SnoozeTimes
{
    public static IEnumerable<(SnoozeChoice Choice, DateTimeOffset Until)> From(DateTimeOffset now, TimeZoneInfo zone)
    {
        var here = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        yield return (SnoozeChoice.AnHour, now.AddHours(1));
        if (here.Hour < 14) yield return (SnoozeChoice.ThisAfternoon, At(here.Date.AddHours(15), zone));
        yield return (SnoozeChoice.Tomorrow, At(here.Date.AddDays(1).AddHours(9), zone));
        var toMonday = ((int)DayOfWeek.Monday - (int)here.DayOfWeek + 7) % 7;
        yield return (SnoozeChoice.NextWeek, At(here.Date.AddDays(toMonday == 0 ? 7 : toMonday).AddHours(9), zone));
    }

    /// <summary>A local time as an instant; one that a change of the clocks skips moves on to the next that exists.</summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        var time = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(time)) time = time.AddMinutes(30);
        return new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime();
    }
}
