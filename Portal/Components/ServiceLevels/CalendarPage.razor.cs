using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Components.Shared;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Components.ServiceLevels;

/// <summary>One business calendar: its week, the days that differ, and what follows from them.</summary>
public sealed partial class CalendarPage
{
    /// <summary>So far ahead an imported file is read.</summary>
    private const int YearsAhead = 3;

    private CalendarDraft? draft;
    private BusinessCalendar? stored;
    private string? imported;
    private string clean = "";

    [Inject] public required ReadStandards Standards { get; init; }
    [Inject] public required SaveCalendar Save { get; init; }
    [Inject] public required Toasts Toasts { get; init; }

    private bool IsDirty => draft is not null && JsonSerializer.Serialize(draft) != clean;

    private string Title => Id is null ? L["New calendar"] : stored?.Name ?? L["Calendar"];

    protected override bool IsLoaded => draft is not null;

    protected override async Task LoadAsync(Actor actor)
    {
        stored = Id is { } id ? (await Standards.ExecuteAsync(actor, Gone)).Calendars.FirstOrDefault(c => c.Id.Value == id) : CalendarDraft.New();
        IsMissing = stored is null;
        draft = stored is null ? null : CalendarDraft.Of(stored);
        clean = JsonSerializer.Serialize(draft);
    }

    private void AddDay() => draft?.Days.Add(new() { Date = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).ToString("O", CultureInfo.InvariantCulture) });

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        if (draft is null) return;
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

        var fresh = days.Where(d => draft.Days.TrueForAll(known => known.Date != CalendarDraft.Text(d.Date))).ToList();
        draft.Days.AddRange(fresh.Select(CalendarDraft.DayDraft.Of));
        draft.Days.Sort((a, b) => string.CompareOrdinal(a.Date, b.Date));
        imported = L["{0} days added of {1} in the file, for the next {2} years. Save to keep them.", fresh.Count, days.Count, YearsAhead];
    }

    private Task SaveAsync() => SavingAsync(SaveAsync);

    private async Task SaveAsync(Actor actor)
    {
        if (draft is null || stored is null) return;
        if (!draft.TryOver(stored, out var typed, out var unreadable))
        {
            Refuse(unreadable);
            return;
        }

        switch (await Save.ExecuteAsync(actor, typed, CancellationToken.None))
        {
            case SaveStandardOutcome.Saved:
                (stored, Said, clean) = (typed, L["Saved"], JsonSerializer.Serialize(draft));
                if (Id is null) Navigation.NavigateTo($"admin/calendars/{typed.Id}", replace: true);
                break;
            case SaveStandardOutcome.Invalid invalid:
                Refuse(invalid.Faults);
                break;
            case SaveStandardOutcome.NotAllowed:
                Trouble = L["Not saved: only admins may change calendars."];
                break;
        }
    }

    private async Task DeleteAsync()
    {
        if (Actor is null || stored is null) return;
        if (await Save.DeleteAsync(Actor, stored.Id, CancellationToken.None))
        {
            Toasts.Show(ToastTone.Done, L["Deleted the calendar {0}", stored.Name]);
            Navigation.NavigateTo("admin/calendars");
            return;
        }

        Trouble = L["Not deleted: a queue still uses {0}.", stored.Name];
    }

    private string? Fault(string field) => Faults.TryGetValue(field, out var fault) ? StandardWords.Of(L, fault) : null;
}
