using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Components.ServiceLevels;

/// <summary>One business calendar: its week, the days that differ, and what follows from them.</summary>
public sealed partial class CalendarPage
{
    /// <summary>So far ahead an imported file is read.</summary>
    private const int YearsAhead = 3;

    private string? imported;

    [Inject] public required SaveCalendar Save { get; init; }

    private string Title => Id is null ? L["New calendar"] : Stored?.Name ?? L["Calendar"];

    protected override string Place => "admin/calendars";

    protected override string OnlyAdmins => L["Not saved: only admins may change calendars."];

    protected override Guid IdOf(BusinessCalendar standard) => standard.Id.Value;

    protected override string NameOf(BusinessCalendar standard) => standard.Name;

    protected override string Deleted(string name) => L["Deleted the calendar {0}", name];

    protected override BusinessCalendar? Choose(StandardsSnapshot all) =>
        Id is { } id ? all.Calendars.FirstOrDefault(c => c.Id.Value == id) : CalendarDraft.New();

    protected override CalendarDraft DraftOf(BusinessCalendar standard) => CalendarDraft.Of(standard);

    protected override Task<SaveStandardOutcome> SaveAsync(Actor actor, BusinessCalendar typed) => Save.ExecuteAsync(actor, typed, CancellationToken.None);

    protected override Task<bool> DeleteAsync(Actor actor, BusinessCalendar standard) => Save.DeleteAsync(actor, standard.Id, CancellationToken.None);

    private void AddDay() => Draft?.Days.Add(new() { Date = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).ToString("O", CultureInfo.InvariantCulture) });

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        if (Draft is null) return;
        if (chosen.File.Size > HolidayFile.LargestFile)
        {
            imported = L["The file is too large; at most {0} KB.", HolidayFile.LargestFile / 1024];
            return;
        }

        using var reader = new StreamReader(chosen.File.OpenReadStream(HolidayFile.LargestFile, Gone));
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        if (HolidayFile.Read(await reader.ReadToEndAsync(Gone), today, today.AddYears(YearsAhead)) is not { } days)
        {
            imported = L["This is not an iCalendar file that can be read."];
            return;
        }

        var fresh = days.Where(d => Draft.Days.TrueForAll(known => known.Date != CalendarDraft.Text(d.Date))).ToList();
        Draft.Days.AddRange(fresh.Select(CalendarDraft.DayDraft.Of));
        Draft.Days.Sort((a, b) => string.CompareOrdinal(a.Date, b.Date));
        imported = L["{0} days added of {1} in the file, for the next {2} years. Save to keep them.", fresh.Count, days.Count, YearsAhead];
    }
}
