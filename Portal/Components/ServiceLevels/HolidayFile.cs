using System.Runtime.Serialization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using Portal.Domain.ServiceLevels;

namespace Portal.Components.ServiceLevels;

/// <summary>Reads days that differ from an iCalendar file (RFC 5545), as public-holiday calendars are published.</summary>
public static class HolidayFile
{
    /// <summary>In bytes.</summary>
    public const int LargestFile = 512 * 1024;

    /// <summary>Occurrences that are looked at: a rule that repeats every second ends there.</summary>
    private const int MostOccurrences = 5_000;

    /// <summary>Days per event.</summary>
    private const int LongestEvent = 60;

    /// <summary>Whole-day events between the two days, repeated ones included; events with a time of day are no holidays.</summary>
    /// <returns>Null when the text is no iCalendar file.</returns>
    public static IReadOnlyList<Holiday>? Read(string text, DateOnly from, DateOnly until)
    {
        try
        {
            if (Ical.Net.Calendar.Load(text) is not { } calendar) return null;
            var start = new CalDateTime(from.AddDays(-LongestEvent));
            return
            [
                .. calendar.GetOccurrences<CalendarEvent>(start, new EvaluationOptions { MaxUnmatchedIncrementsLimit = 1_000 })
                    .Take(MostOccurrences).TakeWhile(o => o.Period.StartTime.Date <= until)
                    .Where(o => !o.Period.StartTime.HasTime)
                    .SelectMany(o => DaysOf(o).Select(day => new Holiday(day, (o.Source as CalendarEvent)?.Summary?.Trim() ?? "")))
                    .Where(h => h.Date >= from && h.Date <= until).DistinctBy(h => h.Date).OrderBy(h => h.Date).Take(StandardRules.MostHolidays),
            ];
        }
        catch (Exception fault) when (fault is SerializationException or ArgumentException or FormatException or InvalidOperationException or EvaluationException)
        {
            return null; // Whatever the file is, it is no calendar that can be read: the caller says so.
        }
    }

    private static IEnumerable<DateOnly> DaysOf(Occurrence occurrence)
    {
        var (first, end) = (occurrence.Period.StartTime.Date, occurrence.Period.EffectiveEndTime?.Date);
        yield return first;
        for (var day = first.AddDays(1); day < end && day < first.AddDays(LongestEvent); day = day.AddDays(1)) yield return day;
    }
}
