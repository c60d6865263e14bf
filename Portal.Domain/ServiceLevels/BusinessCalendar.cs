using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>When people are at work: the hours of a week in one time zone, and the days that differ from it.</summary>
public sealed record BusinessCalendar
{
    public required CalendarId Id { get; init; }
    public required string Name { get; init; }

    /// <summary>An IANA name such as Europe/Berlin.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Local time; several a day are fine, none overlap.</summary>
    public ImmutableArray<OpenHours> Week { get; init; } = [];

    public ImmutableArray<Holiday> Holidays { get; init; } = [];
}

/// <summary>Open from <paramref name="From"/> until before <paramref name="To"/>; 00:00 as the end means midnight.</summary>
public sealed record OpenHours(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>A day that differs from its weekday: closed, or open from <paramref name="From"/> until before <paramref name="To"/> only.</summary>
public sealed record Holiday(DateOnly Date, string Name, TimeOnly? From = null, TimeOnly? To = null);
