using System.Globalization;
using System.Resources;
using Portal.Domain.Channels;

namespace Portal.Components.Channels;

/// <summary>
/// The chat's texts, times and dates in one language. Each circuit and each request carries its own: the language is the
/// visitor's, whatever the server's is.
/// </summary>
public sealed class ChatWords
{
    private static readonly ResourceManager Texts = new("Portal.Resources.ChatText", typeof(ChatWords).Assembly);

    private readonly CultureInfo language;
    private readonly CultureInfo region;

    /// <param name="language">One of <see cref="InboxRules.Languages"/>; anything else is English.</param>
    /// <param name="region">The browser's own tag, such as en-GB, for times and dates, where it is of the same language.</param>
    public ChatWords(string language, string? region = null)
    {
        Language = InboxRules.Languages.Contains(language) ? language : "en";
        this.language = CultureInfo.GetCultureInfo(Language);
        this.region = RegionOf(region);
    }

    public string Language { get; }

    public string Direction => language.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    public string this[string key] => Texts.GetString(key, language) ?? throw new InvalidOperationException($"The chat has no text {key}.");

    public string this[string key, params object[] values] => string.Format(language, this[key], values);

    public string Time(DateTimeOffset local) => local.ToString("t", region);

    /// <summary>"Today", "Yesterday", else the day and the date.</summary>
    public string Day(DateOnly day, DateOnly today) =>
        day == today ? this["Today"]
        : day == today.AddDays(-1) ? this["Yesterday"]
        : day.ToString($"dddd, {region.DateTimeFormat.MonthDayPattern}{(day.Year == today.Year ? "" : " yyyy")}", region);

    public string Weekday(DayOfWeek day) => language.DateTimeFormat.GetDayName(day);

    /// <summary>"24 KB": whole numbers are precise enough for a file card.</summary>
    public string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Format(region, "{0} B", bytes),
        < 1_000_000 => string.Format(region, "{0:0} KB", bytes / 1_000.0),
        _ => string.Format(region, "{0:0.#} MB", bytes / 1_000_000.0),
    };

    private CultureInfo RegionOf(string? tag)
    {
        if (tag is not { Length: > 0 and <= 20 } || !tag.StartsWith(Language, StringComparison.OrdinalIgnoreCase)) return language;
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return language; // A tag that nobody knows says nothing about times.
        }
    }
}
