using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;

namespace Portal.Components.Channels;

/// <summary>When an inbox is open: several spans a day, in its own time zone.</summary>
public sealed partial class AdminHoursFields
{
    private const int MostADay = 6;

    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private static readonly string[] Zones = [.. TimeZoneInfo.GetSystemTimeZones()
        .Select(z => z.HasIanaId ? z.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(z.Id, out var iana) ? iana : z.Id)
        .Where(id => id == "UTC" || id.Contains('/', StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];

    private readonly string group = $"g{Guid.CreateVersion7():N}";
    private readonly string zones = $"z{Guid.CreateVersion7():N}";

    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [Parameter, EditorRequired] public required AdminInboxDraft Draft { get; set; }

    /// <summary>Something was changed.</summary>
    [Parameter] public EventCallback OnEdited { get; set; }

    [Parameter] public string? Wrong { get; set; }
    [Parameter] public string? ZoneWrong { get; set; }

    private Task SetAlwaysAsync(bool always) => SetAsync(() =>
    {
        Draft.AlwaysOpen = always;
        if (always || Draft.Spans.Count > 0) return;
        // A usual week to begin with; every part of it can be changed.
        foreach (var day in Week.Take(5)) Draft.Spans.Add(new() { Day = day, From = "09:00", To = "17:00" });
    });

    private Task SetZoneAsync(string zone) => SetAsync(() => Draft.TimeZone = zone);

    private void Add(DayOfWeek day, List<AdminSpanDraft> spans) =>
        Draft.Spans.Add(spans.Count == 0 ? new() { Day = day, From = "09:00", To = "17:00" } : new() { Day = day, From = spans[^1].To });

    private void CopyToWeekdays(DayOfWeek from, List<AdminSpanDraft> spans)
    {
        foreach (var day in Week.Take(5).Where(d => d != from))
        {
            Draft.Spans.RemoveAll(s => s.Day == day);
            Draft.Spans.AddRange(spans.Select(s => new AdminSpanDraft { Day = day, From = s.From, To = s.To }));
        }
    }

    private async Task SetAsync(Action change)
    {
        change();
        await OnEdited.InvokeAsync();
    }

    private static bool IsRight(AdminSpanDraft span) => span.IsComplete && span.Span() is var s && (s.To == TimeOnly.MinValue || s.To > s.From);

    private static string TextOf(ChangeEventArgs e) => e.Value as string ?? "";
}
