using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Channels;

public static class InboxRules
{
    public static readonly ImmutableArray<string> Languages = ["en", "de", "fr", "es", "ar"];

    /// <summary>The least contrast of white text on an inbox's colours (WCAG 2.2, 1.4.3).</summary>
    public const double LeastContrast = 4.5;

    public const int LongestName = 60;
    public const int LongestLine = 120;
    public const int LongestText = 240;
    public const int LongestUrl = 400;
    public const int MostOrigins = 30;
    public const int MostSpans = 70;

    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>256 random bits.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Faults by field name, as resource keys; empty when the inbox may be saved.</summary>
    public static IReadOnlyDictionary<string, string> Faults(Inbox inbox)
    {
        var faults = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(inbox.Name) || inbox.Name.Length > LongestName) faults[nameof(Inbox.Name)] = "inbox-name";
        if (ContrastWithWhite(inbox.Look.Brand) is not >= LeastContrast) faults[nameof(InboxLook.Brand)] = "inbox-contrast";
        if (ContrastWithWhite(inbox.Look.Mine) is not >= LeastContrast) faults[nameof(InboxLook.Mine)] = "inbox-contrast";
        if (inbox.Origins.Any(o => NormalOrigin(o) is null)) faults[nameof(Inbox.Origins)] = "inbox-origin";
        else if (inbox.Origins.Length > MostOrigins || inbox.Origins.Any(o => o.Length > LongestLine)) faults[nameof(Inbox.Origins)] = "inbox-origins-many";
        if (inbox.Needs.Length > SkillNeed.Most || inbox.Needs.Any(n => n.Level is < SkillNeed.LowestLevel or > SkillNeed.HighestLevel) || inbox.Needs.DistinctBy(n => n.Skill).Count() < inbox.Needs.Length) faults[nameof(Inbox.Needs)] = "inbox-needs";
        foreach (var (field, text, longest) in Lengths(inbox.Texts))
        {
            if (text?.Length > longest) faults[field] = "inbox-text-long";
        }

        if (!Languages.Contains(inbox.Texts.Language)) faults[nameof(InboxTexts.Language)] = "inbox-language";
        if (inbox.Texts.PrivacyUrl is { Length: > 0 } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")) faults[nameof(InboxTexts.PrivacyUrl)] = "inbox-privacy-url";
        if (!BusinessHoursRules.IsKnownZone(inbox.Hours.TimeZone)) faults[nameof(BusinessHours.TimeZone)] = "inbox-time-zone";
        if (inbox.Hours.Spans.Length > MostSpans || inbox.Hours.Spans.Any(s => s.To != TimeOnly.MinValue && s.To <= s.From)) faults[nameof(BusinessHours.Spans)] = "inbox-hours";
        return faults;
    }

    private static IEnumerable<(string Field, string? Text, int Longest)> Lengths(InboxTexts texts) =>
    [
        (nameof(InboxTexts.Company), texts.Company, LongestName), (nameof(InboxTexts.Greeting), texts.Greeting, LongestLine),
        (nameof(InboxTexts.Introduction), texts.Introduction, LongestText), (nameof(InboxTexts.Busy), texts.Busy, LongestLine), (nameof(InboxTexts.Teaser), texts.Teaser, LongestLine),
        (nameof(InboxTexts.Privacy), texts.Privacy, LongestText), (nameof(InboxTexts.PrivacyUrl), texts.PrivacyUrl, LongestUrl),
    ];

    /// <summary>Scheme, host and port as a browser sends them, or null for anything that is not just an origin.</summary>
    public static string? NormalOrigin(string text)
    {
        if (!Uri.TryCreate(text.Trim().TrimEnd('/'), UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")) return null;
        if (uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0) return null;
        return uri.GetLeftPart(UriPartial.Authority).ToLowerInvariant();
    }

    /// <summary>Exact comparison, never by prefix or suffix.</summary>
    public static bool MayEmbed(Inbox inbox, string origin) => inbox.Origins.Contains(origin, StringComparer.Ordinal);

    /// <summary>WCAG 2.2 contrast ratio of the colour against white; null for anything but #RRGGBB.</summary>
    public static double? ContrastWithWhite(string colour)
    {
        if (colour.Length != 7 || colour[0] != '#' || !int.TryParse(colour.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)) return null;
        var luminance = (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear(rgb >> 8)) + (0.0722 * Linear(rgb));
        return 1.05 / (luminance + 0.05);
    }

    private static double Linear(int channel)
    {
        var c = (channel & 0xFF) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    /// <summary>The chat's language for a visitor whose browser prefers <paramref name="accepted"/>, best first.</summary>
    public static string LanguageFor(InboxTexts texts, IEnumerable<string> accepted)
    {
        if (texts.AlwaysThisLanguage) return texts.Language;
        foreach (var tag in accepted)
        {
            var language = tag.Split('-', ';')[0].Trim().ToLowerInvariant();
            if (Languages.Contains(language)) return language;
        }

        return texts.Language;
    }
}
