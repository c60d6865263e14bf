using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>What makes a calendar or a policy acceptable. Faults are resource keys by field name.</summary>
public static class StandardRules
{
    public const int LongestName = 60;
    public const int MostHolidays = 400;
    public const int MostHours = 42;

    /// <summary>A target, in business time.</summary>
    public static readonly TimeSpan ShortestTarget = TimeSpan.FromSeconds(10), LongestTarget = TimeSpan.FromDays(90);

    /// <summary>Names without what cannot be stored, hours and days in their order, one entry for each day.</summary>
    public static BusinessCalendar Tidy(BusinessCalendar calendar) => calendar with
    {
        Name = TextRules.OneLine(TextRules.Storable(calendar.Name), LongestName), TimeZone = calendar.TimeZone.Trim(),
        Week = [.. calendar.Week.OrderBy(h => ((int)h.Day + 6) % 7).ThenBy(h => h.From)],
        Holidays = [.. calendar.Holidays.Select(h => h with { Name = TextRules.OneLine(TextRules.Storable(h.Name), LongestName) }).DistinctBy(h => h.Date).OrderBy(h => h.Date)],
    };

    public static IReadOnlyDictionary<string, string> FaultsOf(BusinessCalendar calendar, IEnumerable<BusinessCalendar> others)
    {
        var faults = new Dictionary<string, string>();
        if (calendar.Name.Length == 0) faults[nameof(calendar.Name)] = "name-missing";
        else if (others.Any(o => o.Id != calendar.Id && Same(o.Name, calendar.Name))) faults[nameof(calendar.Name)] = "name-taken";
        if (!CalendarRules.IsKnownZone(calendar.TimeZone)) faults[nameof(calendar.TimeZone)] = "zone-unknown";
        if (calendar.Week.IsDefaultOrEmpty) faults[nameof(calendar.Week)] = "week-empty";
        else if (calendar.Week.Length > MostHours) faults[nameof(calendar.Week)] = "week-too-many";
        else if (calendar.Week.Any(h => !IsForward(h.From, h.To))) faults[nameof(calendar.Week)] = "week-backward";
        else if (calendar.Week.GroupBy(h => h.Day).Any(Overlap)) faults[nameof(calendar.Week)] = "week-overlap";
        if (calendar.Holidays.Length > MostHolidays) faults[nameof(calendar.Holidays)] = "holidays-too-many";
        else if (calendar.Holidays.Any(h => (h.From is null) != (h.To is null) || (h is { From: { } from, To: { } to } && !IsForward(from, to)))) faults[nameof(calendar.Holidays)] = "holidays-hours";
        return faults;
    }

    public static IReadOnlyDictionary<string, string> FaultsOf(ServicePolicy policy, StandardsSnapshot all)
    {
        var faults = new Dictionary<string, string>();
        if (policy.Name.Length == 0) faults[nameof(policy.Name)] = "name-missing";
        else if (all.Policies.Any(o => o.Id != policy.Id && Same(o.Name, policy.Name))) faults[nameof(policy.Name)] = "name-taken";
        if (policy.Targets.Select(t => t.Level).Distinct().Count() != policy.Targets.Length || policy.Targets.Any(t => !Enum.IsDefined(t.Level))) faults[nameof(policy.Targets)] = "targets-twice";
        else if (policy.Targets.SelectMany(AllOf).Any(t => t < ShortestTarget || t > LongestTarget)) faults[nameof(policy.Targets)] = "targets-range";
        else if (!policy.Targets.SelectMany(AllOf).Any()) faults[nameof(policy.Targets)] = "targets-none";
        if (policy.WarnAtPercent is < 10 or > 95) faults[nameof(policy.WarnAtPercent)] = "warn-range";
        if ((policy.OnWarning | policy.OnBreach).HasFlag(AlarmActions.Escalate) && (policy.EscalateTo is not { } queue || all.Of(queue) is null)) faults[nameof(policy.EscalateTo)] = "escalate-where";
        return faults;
    }

    /// <summary>Targets to begin with: chat peers promise minutes for urgent ones and hours for the rest.</summary>
    public static ServicePolicy Suggested(PolicyId id) => new()
    {
        Id = id, Name = "",
        Targets =
        [
            new(PriorityLevel.Urgent, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromHours(4)),
            new(PriorityLevel.High, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(8)),
            new(PriorityLevel.Normal, TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(16)),
            new(PriorityLevel.Low, TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(40)),
        ],
    };

    private static IEnumerable<TimeSpan> AllOf(ServiceTargets t) => new[] { t.FirstAnswer, t.NextAnswer, t.Resolution }.OfType<TimeSpan>();

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool IsForward(TimeOnly from, TimeOnly to) => from.ToTimeSpan() < CalendarRules.EndOf(to);

    private static bool Overlap(IEnumerable<OpenHours> day)
    {
        var hours = day.OrderBy(h => h.From).ToList();
        return hours.Zip(hours.Skip(1)).Any(pair => CalendarRules.EndOf(pair.First.To) > pair.Second.From.ToTimeSpan());
    }
}
