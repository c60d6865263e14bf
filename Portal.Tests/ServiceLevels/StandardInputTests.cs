using Portal.Components.ServiceLevels;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Tests.ServiceLevels;

/// <summary>What an admin types or imports, right or wrong.</summary>
public sealed class StandardInputTests
{
    private static readonly DateOnly From = new(2026, 1, 1), Until = new(2028, 12, 31);

    [Fact]
    public void HolidayFile_WholeDaysAndRepeatedOnes_BecomeDays()
    {
        var read = HolidayFile.Read(File(
            "DTSTART;VALUE=DATE:20251225\r\nDTEND;VALUE=DATE:20251227\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas",
            "DTSTART;VALUE=DATE:20260403\r\nSUMMARY:Good Friday",
            "DTSTART:20260404T100000Z\r\nDTEND:20260404T110000Z\r\nSUMMARY:A meeting"), From, Until)!;

        Assert.Equal(
            [new(2026, 4, 3), new(2026, 12, 25), new(2026, 12, 26), new(2027, 12, 25), new(2027, 12, 26), new(2028, 12, 25), new(2028, 12, 26)],
            read.Select(h => h.Date));
        Assert.Equal(["Good Friday", "Christmas"], read.Select(h => h.Name).Distinct());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("BEGIN:VEVENT\r\nEND:VCALENDAR")]
    public void HolidayFile_Rubbish_IsNoCalendar(string text) => Assert.True(HolidayFile.Read(text, From, Until) is null or { Count: 0 });

    [Fact]
    public void HolidayFile_ARuleThatNeverEnds_EndsAtItsBounds() =>
        Assert.True(HolidayFile.Read(File("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Always"), From, Until)!.Count <= StandardRules.MostHolidays);

    [Theory]
    [InlineData("30 min", 30)]
    [InlineData("1h 30min", 90)]
    [InlineData("2 d", 2880)]
    public void Times_AsTyped_AreRead(string text, int minutes)
    {
        Assert.True(StandardWords.TryRead(text, out var time));
        Assert.Equal(TimeSpan.FromMinutes(minutes), time);
        Assert.True(StandardWords.TryRead(StandardWords.Text(time), out var again));
        Assert.Equal(time, again);
    }

    [Theory]
    [InlineData("30")]
    [InlineData("soon")]
    [InlineData("1 x")]
    [InlineData("99999999 h")]
    public void Times_Unreadable_AreRefused(string text) => Assert.False(StandardWords.TryRead(text, out _));

    [Fact]
    public void Hours_SeveralSpans_AreReadAndWrittenTheSame()
    {
        Assert.True(StandardWords.TryRead("9:00-12:30, 13:30 – 24:00", DayOfWeek.Monday, out var hours));
        Assert.Equal([new(DayOfWeek.Monday, new(9, 0), new(12, 30)), new(DayOfWeek.Monday, new(13, 30), new(0, 0))], hours);
        Assert.Equal("09:00–12:30, 13:30–24:00", StandardWords.Text(hours));
        Assert.False(StandardWords.TryRead("nine to five", DayOfWeek.Monday, out _));
    }

    [Fact]
    public void StandardRules_OfACalendar_NameWhatIsWrong()
    {
        var good = CalendarRulesTests.Weekdays("Europe/Berlin", 9, 18);

        Assert.Empty(StandardRules.FaultsOf(good, []));
        Assert.Equal("name-missing", StandardRules.FaultsOf(good with { Name = "" }, [])["Name"]);
        Assert.Equal("name-taken", StandardRules.FaultsOf(good, [good with { Id = CalendarId.New() }])["Name"]);
        Assert.Equal("zone-unknown", StandardRules.FaultsOf(good with { TimeZone = "Europe/Atlantis" }, [])["TimeZone"]);
        Assert.Equal("week-empty", StandardRules.FaultsOf(good with { Week = [] }, [])["Week"]);
        Assert.Equal("week-backward", StandardRules.FaultsOf(good with { Week = [new(DayOfWeek.Monday, new(18, 0), new(9, 0))] }, [])["Week"]);
        Assert.Equal("week-overlap", StandardRules.FaultsOf(good with { Week = [new(DayOfWeek.Monday, new(9, 0), new(12, 0)), new(DayOfWeek.Monday, new(11, 0), new(13, 0))] }, [])["Week"]);
    }

    [Fact]
    public void StandardRules_OfAPolicy_NameWhatIsWrong()
    {
        var good = StandardRules.Suggested(PolicyId.New()) with { Name = "Gold" };

        Assert.Empty(StandardRules.FaultsOf(good, StandardsSnapshot.Empty));
        Assert.Equal("targets-none", StandardRules.FaultsOf(good with { Targets = [] }, StandardsSnapshot.Empty)["Targets"]);
        Assert.Equal("targets-range", StandardRules.FaultsOf(good with { Targets = [new(PriorityLevel.Low, TimeSpan.FromSeconds(1))] }, StandardsSnapshot.Empty)["Targets"]);
        Assert.Equal("warn-range", StandardRules.FaultsOf(good with { WarnAtPercent = 100 }, StandardsSnapshot.Empty)["WarnAtPercent"]);
        Assert.Equal("escalate-where", StandardRules.FaultsOf(good with { OnBreach = AlarmActions.Escalate }, StandardsSnapshot.Empty)["EscalateTo"]);
    }

    private static string File(params string[] events) =>
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n" + string.Concat(events.Select((e, i) => $"BEGIN:VEVENT\r\nUID:{i}\r\n{e}\r\nEND:VEVENT\r\n")) + "END:VCALENDAR\r\n";
}
