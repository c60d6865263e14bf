using CsCheck;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Tests.ServiceLevels;

/// <summary>Business time against a wall clock that is read minute by minute, across both changes of daylight saving.</summary>
public sealed class CalendarRulesTests
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland", "America/Santiago", "UTC"];

    private static readonly DateTime[] Changes = [new(2026, 3, 22), new(2026, 10, 18), new(2026, 4, 1), new(2026, 9, 1), new(2026, 11, 1)];

    private static readonly Gen<BusinessCalendar> Calendars =
        from zone in Gen.Int[0, Zones.Length - 1]
        from days in Gen.Select(Gen.Int[0, 6], Gen.Int[0, 95], Gen.Int[1, 48], (day, begin, length) => (Day: (DayOfWeek)day, From: begin, To: Math.Min(96, begin + length))).Array[1, 9]
        from holidays in Gen.Int[0, 59].Array[0, 4]
        select Calendar(Zones[zone], days, holidays);

    /// <summary>Starts within a fortnight of a change of clocks somewhere, on any second.</summary>
    private static readonly Gen<DateTimeOffset> Starts =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 20 * 86_400], (change, seconds) => new DateTimeOffset(Changes[change], TimeSpan.Zero).AddSeconds(seconds));

    [Fact]
    public void Between_AnyCalendar_CountsExactlyTheMinutesThatTheWallClockShowsAsOpen() =>
        Gen.Select(Calendars, Starts, Gen.Int[0, 4 * 1440]).Sample((calendar, start, minutes) =>
        {
            var from = Minute(start);
            var open = Enumerable.Range(0, minutes).Count(m => IsOpenByWallClock(calendar, from.AddMinutes(m)));
            Assert.Equal(TimeSpan.FromMinutes(open), CalendarRules.Between(calendar, from, from.AddMinutes(minutes)));
        }, iter: 200);

    [Fact]
    public void Add_ThenBetween_GivesTheTimeBack() =>
        Gen.Select(Calendars, Starts, Gen.Int[1, 3 * 86_400]).Sample((calendar, start, seconds) =>
        {
            if (CalendarRules.Add(calendar, start, TimeSpan.FromSeconds(seconds)) is not { } due)
            {
                // Only where the whole horizon holds less than that.
                Assert.True(CalendarRules.Between(calendar, start, start.AddDays(2 * CalendarRules.HorizonDays)) < TimeSpan.FromSeconds(seconds));
                return;
            }

            Assert.Equal(TimeSpan.FromSeconds(seconds), CalendarRules.Between(calendar, start, due));
            // The first such instant: a moment earlier there is less.
            Assert.True(CalendarRules.Between(calendar, start, due.AddTicks(-1)) < TimeSpan.FromSeconds(seconds));
        }, iter: 2000);

    [Fact]
    public void Add_MoreTimeOrALaterStart_IsNeverEarlier() =>
        Gen.Select(Calendars, Starts, Gen.Int[0, 86_400], Gen.Int[0, 86_400]).Sample((calendar, start, less, more) =>
        {
            var due = Due(calendar, start, less);
            Assert.True(due <= Due(calendar, start, less + more));
            Assert.True(due <= Due(calendar, start.AddSeconds(more), less));

            // Beyond the horizon is later than anything within it.
            static DateTimeOffset Due(BusinessCalendar calendar, DateTimeOffset from, int seconds) =>
                CalendarRules.Add(calendar, from, TimeSpan.FromSeconds(seconds)) ?? DateTimeOffset.MaxValue;
        }, iter: 2000);

    [Fact]
    public void Between_SplitAnywhere_IsTheSumOfItsParts() =>
        Gen.Select(Calendars, Starts, Gen.Int[0, 9 * 86_400], Gen.Int[0, 9 * 86_400]).Sample((calendar, start, first, second) =>
        {
            var (middle, end) = (start.AddSeconds(first), start.AddSeconds(first + second));
            Assert.Equal(CalendarRules.Between(calendar, start, end), CalendarRules.Between(calendar, start, middle) + CalendarRules.Between(calendar, middle, end));
        }, iter: 2000);

    [Fact]
    public void OpensAt_AnyTime_IsClosedUntilThenAndOpenFromThere() =>
        Gen.Select(Calendars, Starts).Sample((calendar, start) =>
        {
            Assert.Equal(IsOpenByWallClock(calendar, start), CalendarRules.IsOpen(calendar, start));
            if (CalendarRules.OpensAt(calendar, start) is not { } opens)
            {
                Assert.True(CalendarRules.IsOpen(calendar, start));
                if (CalendarRules.ClosesAt(calendar, start) is { } closes) Assert.Equal(closes - start, CalendarRules.Between(calendar, start, closes));
                return;
            }

            Assert.True(IsOpenByWallClock(calendar, opens));
            Assert.Equal(TimeSpan.Zero, CalendarRules.Between(calendar, start, opens));
        }, iter: 2000);

    [Fact]
    public void Add_FridayEvening_IsDueOnMondayMorning()
    {
        var calendar = Weekdays("Europe/Berlin", 9, 18);

        // Ten minutes are left of Friday, twenty follow on Monday.
        Assert.Equal(At("2026-03-09T09:20+01:00"), CalendarRules.Add(calendar, At("2026-03-06T17:50+01:00"), TimeSpan.FromMinutes(30)));
        Assert.Equal(At("2026-03-06T18:00+01:00"), CalendarRules.Add(calendar, At("2026-03-06T17:50+01:00"), TimeSpan.FromMinutes(10)));
        Assert.Equal(At("2026-03-09T09:00+01:00"), CalendarRules.OpensAt(calendar, At("2026-03-06T18:00+01:00")));
    }

    [Fact]
    public void Add_OverTheNightInWhichAnHourIsSkipped_CountsWhatTheClockShowed()
    {
        var calendar = new BusinessCalendar { Id = CalendarId.New(), Name = "Nights", TimeZone = "Europe/Berlin", Week = [new(DayOfWeek.Sunday, new(0, 0), new(6, 0))] };

        // 29 March 2026: 02:00 becomes 03:00, so the six hours on paper are five.
        Assert.Equal(TimeSpan.FromHours(5), CalendarRules.Between(calendar, At("2026-03-28T12:00+01:00"), At("2026-03-29T12:00+02:00")));
        Assert.Equal(At("2026-03-29T04:00+02:00"), CalendarRules.Add(calendar, At("2026-03-29T01:00+01:00"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Add_OverTheNightInWhichAnHourIsRepeated_CountsItTwice()
    {
        var calendar = new BusinessCalendar { Id = CalendarId.New(), Name = "Nights", TimeZone = "Europe/Berlin", Week = [new(DayOfWeek.Sunday, new(2, 30), new(6, 0))] };

        // 25 October 2026: 03:00 becomes 02:00 again; half past two comes twice, and in between the clock shows two.
        Assert.Equal(TimeSpan.FromHours(4), CalendarRules.Between(calendar, At("2026-10-24T12:00+02:00"), At("2026-10-25T12:00+01:00")));
        Assert.Equal(At("2026-10-25T02:40+01:00"), CalendarRules.Add(calendar, At("2026-10-25T02:30+02:00"), TimeSpan.FromMinutes(40)));
    }

    [Fact]
    public void Between_AHolidayWithHours_CountsThoseOnly()
    {
        var calendar = Weekdays("Europe/Berlin", 9, 18) with { Holidays = [new(new(2026, 12, 24), "Christmas Eve", new(9, 0), new(12, 0)), new(new(2026, 12, 25), "Christmas")] };

        Assert.Equal(TimeSpan.FromHours(3), CalendarRules.Between(calendar, At("2026-12-24T00:00+01:00"), At("2026-12-28T00:00+01:00")));
        Assert.Equal(At("2026-12-28T10:00+01:00"), CalendarRules.Add(calendar, At("2026-12-24T11:00+01:00"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Add_NothingButHolidays_GivesUpAtTheHorizon()
    {
        var calendar = new BusinessCalendar { Id = CalendarId.New(), Name = "One day", Week = [new(DayOfWeek.Monday, new(0, 0), new(0, 1))] };

        Assert.Null(CalendarRules.Add(calendar, At("2026-03-06T00:00+00:00"), TimeSpan.FromDays(90)));
    }

    private static BusinessCalendar Calendar(string zone, (DayOfWeek Day, int From, int To)[] hours, int[] holidays)
    {
        // Quarter-hours of a day, without overlaps.
        var week = hours.GroupBy(h => h.Day).SelectMany(day => day.SelectMany(h => Enumerable.Range(h.From, h.To - h.From)).Distinct().Order()
            .Select((quarter, index) => (quarter, Run: quarter - index)).GroupBy(q => q.Run)
            .Select(run => new OpenHours(day.Key, Time(run.First().quarter), Time(run.Last().quarter + 1))));
        return new() { Id = CalendarId.New(), Name = zone, TimeZone = zone, Week = [.. week], Holidays = [.. holidays.Distinct().Select(d => new Holiday(new DateOnly(2026, 3, 20).AddDays(d), "Closed"))] };
    }

    internal static BusinessCalendar Weekdays(string zone, int from, int to) => new()
    {
        Id = CalendarId.New(), Name = "Weekdays", TimeZone = zone,
        Week = [.. Enumerable.Range(1, 5).Select(day => new OpenHours((DayOfWeek)day, new(from, 0), new(to, 0)))],
    };

    private static bool IsOpenByWallClock(BusinessCalendar calendar, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone)).DateTime;
        if (calendar.Holidays.Any(h => h.Date == DateOnly.FromDateTime(local))) return false;
        return calendar.Week.Any(h => h.Day == local.DayOfWeek && h.From.ToTimeSpan() <= local.TimeOfDay && (h.To == TimeOnly.MinValue || local.TimeOfDay < h.To.ToTimeSpan()));
    }

    private static TimeOnly Time(int quarter) => new(quarter % 96 / 4, quarter % 4 * 15);

    private static DateTimeOffset Minute(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
