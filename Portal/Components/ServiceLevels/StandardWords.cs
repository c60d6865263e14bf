using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;

namespace Portal.Components.ServiceLevels;

/// <summary>What is said and typed about calendars and policies.</summary>
public static class StandardWords
{
    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("min", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)),
    ];

    public static string Of(IStringLocalizer<StaffText> l, string fault) => fault switch
    {
        "name-missing" => l["Give it a name."],
        "name-taken" => l["Another one has this name already."],
        "zone-unknown" => l["No such time zone. Write it as Europe/Berlin."],
        "week-empty" => l["At least one weekday needs hours."],
        "week-too-many" => l["At most {0} spans a week.", StandardRules.MostHours],
        "week-backward" => l["A span must end after it begins. Divide the night at 24:00."],
        "week-overlap" => l["Two spans of a day overlap."],
        "week-unreadable" => l["Write hours as 09:00–12:30, 13:30–18:00."],
        "holidays-too-many" => l["At most {0} days.", StandardRules.MostHolidays],
        "holidays-hours" => l["Hours of a day must be one span such as 09:00–12:00, or empty."],
        "targets-twice" => l["Each priority has one row."],
        "targets-range" => l["Between {0} and {1} of open time.", Text(StandardRules.ShortestTarget), Text(StandardRules.LongestTarget)],
        "targets-none" => l["Promise at least one time."],
        "targets-unreadable" => l["Write times as 30 min, 4 h or 1 d 2 h. Empty promises nothing."],
        "warn-range" => l["Between 10 and 95 percent, or empty."],
        "escalate-where" => l["Say to which queue."],
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No words for this fault"),
    };

    public static string Day(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);

    /// <summary>"1 h 30 min"; empty for null. The same that <see cref="TryRead(string, out TimeSpan?)"/> reads.</summary>
    public static string Text(TimeSpan? time)
    {
        if (time is not { } left) return "";
        var parts = new List<string>();
        foreach (var (name, length) in Units)
        {
            var count = left.Ticks / length.Ticks;
            if (count == 0) continue;
            parts.Add($"{count} {name}");
            left -= count * length;
        }

        return string.Join(' ', parts);
    }

    /// <summary>"30 min", "1h 30min", "2 d". Empty is null; anything else is not understood.</summary>
    public static bool TryRead(string text, out TimeSpan? time)
    {
        time = null;
        var rest = text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (rest.Length == 0) return true;
        if (rest.Length > 40) return false;
        var sum = TimeSpan.Zero;
        while (rest.Length > 0)
        {
            var digits = rest.TakeWhile(char.IsAsciiDigit).Count();
            var letters = rest.Skip(digits).TakeWhile(char.IsAsciiLetter).Count();
            var unit = rest.Substring(digits, letters);
            if (digits is 0 or > 6 || Units.FirstOrDefault(u => u.Name == unit || (unit == "m" && u.Name == "min")) is not { Name: not null } found) return false;
            sum += int.Parse(rest[..digits], CultureInfo.InvariantCulture) * found.Length;
            rest = rest[(digits + letters)..];
        }

        time = sum;
        return true;
    }

    /// <summary>"09:00–12:30, 13:30–18:00".</summary>
    public static string Text(IEnumerable<OpenHours> hours) => string.Join(", ", hours.OrderBy(h => h.From).Select(h => Span(h.From, h.To)));

    public static string Span(TimeOnly from, TimeOnly to) => $"{from:HH\\:mm}–{(to == TimeOnly.MinValue ? "24:00" : to.ToString("HH\\:mm", CultureInfo.InvariantCulture))}";

    /// <summary>Spans divided by commas, each with a dash of any length. Empty is closed.</summary>
    public static bool TryRead(string text, DayOfWeek day, out List<OpenHours> hours)
    {
        hours = [];
        foreach (var part in text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split(['-', '–', '—'], StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || !TryTime(ends[0], out var from) || !TryTime(ends[1], out var to)) return false;
            hours.Add(new(day, from, to));
        }

        return true;
    }

    private static bool TryTime(string text, out TimeOnly time)
    {
        time = TimeOnly.MinValue;
        return text is "24:00" or "24" || TimeOnly.TryParseExact(text, ["H:mm", "HH:mm", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    /// <summary>"Friday, 6 March, 17:50" on the calendar's own clock.</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("dddd d MMMM, HH:mm", CultureInfo.CurrentCulture);

    public static string Action(IStringLocalizer<StaffText> l, AlarmActions action) => action switch
    {
        AlarmActions.Notify => l["Tell the agent and the supervisors"],
        AlarmActions.RaisePriority => l["Raise the priority by one"],
        AlarmActions.Reassign => l["Give it back to the queue for somebody else"],
        AlarmActions.Escalate => l["Move it to the escalation queue"],
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No words for this action"),
    };

    public static readonly IReadOnlyList<AlarmActions> Actions = [AlarmActions.Notify, AlarmActions.RaisePriority, AlarmActions.Reassign, AlarmActions.Escalate];

    public static string Level(IStringLocalizer<StaffText> l, PriorityLevel level) => Portal.Components.Conversations.PriorityWords.Of(level, l);
}
