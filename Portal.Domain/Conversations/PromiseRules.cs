using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Domain.Conversations;

/// <summary>
/// Finds promises in what the team wrote: sentences in the first person and the future, and the time they name. English,
/// German, French and Spanish. A heuristic: what it finds is offered for correction, never acted upon alone.
/// </summary>
public static partial class PromiseRules
{
    private const int LongestText = 300;

    /// <summary>The promises of one text, in its order.</summary>
    /// <param name="zone">Where "15:00" and "tomorrow" are meant.</param>
    public static IEnumerable<Promise> Find(string text, long sequence, DateTimeOffset madeAt, TimeZoneInfo zone)
    {
        foreach (var sentence in Sentences().Matches(text).Select(m => m.Value.Trim()))
        {
            if (!WillDo().IsMatch(sentence)) continue;
            yield return new(sentence.Length > LongestText ? sentence[..LongestText] : sentence, sequence, madeAt, Due(sentence, madeAt, zone));
        }
    }

    /// <summary>The time by which something is promised; null when the sentence names none, or none that can be true.</summary>
    public static DateTimeOffset? Due(string sentence, DateTimeOffset madeAt, TimeZoneInfo zone)
    {
        if (Within().Match(sentence) is { Success: true } span && int.TryParse(span.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1000)
        {
            return madeAt + (char.ToLowerInvariant(span.Groups["u"].Value[0]) switch { 'm' => TimeSpan.FromMinutes(count), 'h' or 's' => TimeSpan.FromHours(count), _ => TimeSpan.FromDays(count) });
        }

        var local = TimeZoneInfo.ConvertTime(madeAt, zone);
        var tomorrow = Tomorrow().IsMatch(sentence);
        var day = local.Date.AddDays(tomorrow ? 1 : 0);
        if (At().Match(sentence) is { Success: true } at)
        {
            var hour = int.Parse(at.Groups["h"].Value, CultureInfo.InvariantCulture);
            var minute = at.Groups["m"].Success ? int.Parse(at.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
            if (at.Groups["p"].Value.StartsWith("p", StringComparison.OrdinalIgnoreCase) && hour < 12) hour += 12;
            if (hour > 23 || minute > 59) return null;
            var due = InZone(day.AddHours(hour).AddMinutes(minute), zone);
            // "By nine", said at ten, means the next nine o'clock.
            return due > madeAt || tomorrow ? due : InZone(day.AddDays(1).AddHours(hour).AddMinutes(minute), zone);
        }

        if (tomorrow) return InZone(day.AddHours(18), zone);
        return Today().IsMatch(sentence) ? InZone(day.AddDays(1).AddMinutes(-1), zone) : null;
    }

    private static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone)
    {
        // An hour that the clocks leave out is taken as the one after it.
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private const RegexOptions Usual = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"[^.!?\n]+(?:\.\d[^.!?\n]*)*[.!?]?", RegexOptions.CultureInvariant)]
    private static partial Regex Sentences();

    [GeneratedRegex(@"\b(?:i|we)(?:['’]ll| will| am going to| are going to)\b|\blet me (?:check|ask|look|find)\b|\b(?:ich|wir) (?:werde|werden|melde|melden|kümmere|kümmern|prüfe|prüfen|schreibe|schreiben)\b|\b(?:je|nous) (?:vais|allons|vous)\b|\b(?:voy|vamos) a\b", Usual)]
    private static partial Regex WillDo();

    [GeneratedRegex(@"\b(?:in|within|innerhalb von|dans|en) (?<n>\d{1,4}) ?(?<u>min\w*|h\w*|stund\w*|days?|d[ií]as?|tag\w*|jour\w*)", Usual)]
    private static partial Regex Within();

    [GeneratedRegex(@"\b(?:by|at|before|until|bis|um|gegen|vor|avant|à|antes de las|a las) (?<h>\d{1,2})(?:[:.h](?<m>\d{2}))?(?: ?(?<p>am|pm|a\.m\.|p\.m\.|uhr|h))?\b", Usual)]
    private static partial Regex At();

    [GeneratedRegex(@"\b(?:tomorrow|morgen|demain|mañana)\b", Usual)]
    private static partial Regex Tomorrow();

    [GeneratedRegex(@"\b(?:today|tonight|heute|aujourd['’]hui|hoy)\b", Usual)]
    private static partial Regex Today();
}
