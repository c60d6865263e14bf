using Microsoft.JSInterop;

namespace Portal.Components.Conversations;

/// <summary>The time zone of whoever looks at the page, which only their browser knows; asked once for each circuit.</summary>
public sealed class PersonZone(IJSRuntime js)
{
    private TimeZoneInfo? zone;

    /// <summary>Not while a page is rendered statically: call it after the first drawing.</summary>
    public async ValueTask<TimeZoneInfo> FindAsync(CancellationToken ct)
    {
        if (zone is not null) return zone;
        var told = await js.InvokeAsync<Told?>("portalStaff.zone", ct);
        return zone = Moments.ZoneOf(told?.Name, told?.Offset ?? 0);
    }

    /// <param name="Offset">Minutes east of Greenwich.</param>
    public sealed record Told(string? Name, int Offset);
}
