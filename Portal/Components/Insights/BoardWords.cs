using System.Globalization;
using Portal.Domain.Insights;

namespace Portal.Components.Insights;

/// <summary>Times as the board writes them; LivePage.razor.js writes the same when it counts on.</summary>
internal static class BoardWords
{
    /// <summary>A wait: 0:38, 11:42, 1:02:10.</summary>
    public static string Clock(TimeSpan time)
    {
        if (time < TimeSpan.Zero) time = TimeSpan.Zero;
        var hours = (int)time.TotalHours;
        return hours == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{hours}:{time.Minutes:00}:{time.Seconds:00}");
    }

    /// <summary>A longer while: 4 m, 1 h 20, 3 d.</summary>
    public static string While(TimeSpan time)
    {
        var minutes = (int)Math.Max(0, time.TotalMinutes);
        return minutes switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{minutes} m"),
            < 24 * 60 => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} h {minutes % 60:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{minutes / (24 * 60)} d"),
        };
    }

    public static string Css(Tone tone) => tone switch
    {
        Tone.Calm => "calm",
        Tone.Near => "near",
        Tone.Missed => "missed",
        _ => throw new ArgumentOutOfRangeException(nameof(tone)),
    };

    public static AnswerFigures Of(this BoardPeriod period, AnswerFigures hour, AnswerFigures day) => period is BoardPeriod.Hour ? hour : day;
}
