using System.Globalization;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Components.ServiceLevels;

/// <summary>What an admin has typed about a calendar, right or wrong.</summary>
public sealed class CalendarDraft : IStandardDraft<BusinessCalendar>
{
    public static readonly IReadOnlyList<DayOfWeek> Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public string Name { get; set; } = "";
    public string TimeZone { get; set; } = "";
    public Dictionary<DayOfWeek, string> Hours { get; } = [];
    public List<DayDraft> Days { get; init; } = [];

    public static BusinessCalendar New() => new()
    {
        Id = CalendarId.New(), Name = "", TimeZone = TimeZoneInfo.Local.HasIanaId && TimeZoneInfo.Local.Id.Contains('/', StringComparison.Ordinal) ? TimeZoneInfo.Local.Id : "Europe/Berlin",
        Week = [.. Week.Take(5).Select(day => new OpenHours(day, new(9, 0), new(18, 0)))],
    };

    public static CalendarDraft Of(BusinessCalendar calendar)
    {
        var draft = new CalendarDraft { Name = calendar.Name, TimeZone = calendar.TimeZone, Days = [.. calendar.Holidays.Select(DayDraft.Of)] };
        foreach (var day in Week) draft.Hours[day] = StandardWords.Text(calendar.Week.Where(h => h.Day == day));
        return draft;
    }

    public bool IsReadable(DayOfWeek day) => StandardWords.TryRead(Hours[day], day, out _);

    /// <summary>Where the open spans of a day lie, in percent of the day, for the eye.</summary>
    public IEnumerable<(string Left, string Width)> Bars(DayOfWeek day)
    {
        if (!StandardWords.TryRead(Hours[day], day, out var hours)) yield break;
        foreach (var open in hours)
        {
            var (from, to) = (open.From.ToTimeSpan() / TimeSpan.FromDays(1), open.To == TimeOnly.MinValue ? 1 : open.To.ToTimeSpan() / TimeSpan.FromDays(1));
            if (to > from) yield return (Percent(from), Percent(to - from));
        }
    }

    /// <inheritdoc/>
    public bool TryOver(BusinessCalendar stored, out BusinessCalendar typed, out IReadOnlyDictionary<string, string> unreadable)
    {
        var faults = new Dictionary<string, string>();
        var week = new List<OpenHours>();
        foreach (var day in Week)
        {
            if (StandardWords.TryRead(Hours[day], day, out var hours)) week.AddRange(hours);
            else faults["Week"] = "week-unreadable";
        }

        var holidays = new List<Holiday>();
        foreach (var day in Days)
        {
            if (day.Read() is { } holiday) holidays.Add(holiday);
            else faults["Holidays"] = "holidays-hours";
        }

        (typed, unreadable) = (stored with { Name = Name, TimeZone = TimeZone.Trim(), Week = [.. week], Holidays = [.. holidays] }, faults);
        return faults.Count == 0;
    }

    public static string Text(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A day that differs, as typed.</summary>
    public sealed class DayDraft
    {
        public string Date { get; set; } = "";
        public string Name { get; set; } = "";
        public string Hours { get; set; } = "";

        public static DayDraft Of(Holiday holiday) => new()
        {
            Date = Text(holiday.Date), Name = holiday.Name, Hours = holiday is { From: { } from, To: { } to } ? StandardWords.Span(from, to) : "",
        };

        public Holiday? Read()
        {
            if (!DateOnly.TryParseExact(Date, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                || !StandardWords.TryRead(Hours, date.DayOfWeek, out var hours) || hours.Count > 1) return null;
            return hours is [var span] ? new(date, Name, span.From, span.To) : new(date, Name);
        }
    }
}
