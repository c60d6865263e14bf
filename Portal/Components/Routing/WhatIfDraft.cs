using System.Globalization;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

/// <summary>What was typed about a trial; what is no number becomes one that is refused.</summary>
public sealed class WhatIfDraft
{
    public QueueId Queue { get; set; }
    public bool Replay { get; set; }
    public string Day { get; set; } = "";
    public string PerHour { get; set; } = "60";
    public string Hours { get; set; } = "8";
    public string Handling { get; set; } = "10";
    public bool LogNormal { get; set; }
    public string Patience { get; set; } = "";
    public string HandedOn { get; set; } = "";
    public string Known { get; set; } = "";
    public AgentChoice? Choice { get; set; }
    public string More { get; set; } = "";
    public string Capacity { get; set; } = "";
    public int? Weight { get; set; }
    public bool Relax { get; set; } = true;
    public string Fallback { get; set; } = "";
    public string WrapUp { get; set; } = "";
    public string Keep { get; set; } = "";
    public string Line { get; set; } = "";
    public string Overflow { get; set; } = "";
    public string Priority { get; set; } = "";
    public string Standard { get; set; } = "";
    public string Ramp { get; set; } = "";
    public string Surge { get; set; } = "";

    public WhatIfLoad LoadIn(TimeZoneInfo zone) => Replay
        ? new WhatIfLoad.Day(DateOnly.TryParse(Day, CultureInfo.InvariantCulture, out var day) ? day : DateOnly.MinValue.AddDays(2), zone)
        : new WhatIfLoad.Generated(Number(PerHour), Number(Hours), Minutes(Handling), LogNormal, Patience.Trim().Length == 0 ? null : Minutes(Patience), HandedOn: Share(HandedOn), Known: Share(Known));

    public WhatIfChange Change => new(
        Choice, Whole(Capacity), Whole(More) ?? 0, Relax ? null : false, Whole(Fallback) is { } seconds and >= 0 ? TimeSpan.FromSeconds(seconds) : null, Weight,
        OverflowAfter: Seconds(Overflow), WrapUp: Seconds(WrapUp), LongestLine: Whole(Line), Priority: Whole(Priority), Standard: Seconds(Standard),
        RampUp: Whole(Ramp) is { } minutes ? TimeSpan.FromMinutes(minutes) : null, Surge: Whole(Surge), KeepForKnown: Seconds(Keep));

    private static TimeSpan? Seconds(string text) => Whole(text) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Empty is nobody; what is no number is no share either.</summary>
    private static double Share(string text) => text.Trim().Length == 0 ? 0 : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static TimeSpan Minutes(string text) => Number(text) is var number && number is > 0 and < 100_000 ? TimeSpan.FromMinutes(number) : TimeSpan.Zero;

    private static double Number(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static int? Whole(string text) => text.Trim().Length == 0 ? null : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
