using Lingua;
using Microsoft.Extensions.Options;
using Portal.Domain.Triage;

namespace Portal.Hosting;

/// <summary>
/// The language of a text among the configured ones. Models are read at the first question: a Portal whose rules do not ask
/// for a language never reads them.
/// </summary>
public sealed class Languages(IOptions<TriageOptions> options)
{
    /// <summary>A language that leads the next one by less is not told: a wrong one sends people to the wrong desk.</summary>
    private const double Lead = 0.1;

    private readonly Lazy<(LanguageDetector? Detector, string[] Codes)> detector = new(() => Build(options.Value.Languages));

    /// <returns>Null when the text is too short or too mixed to say.</returns>
    public string? Detect(string text)
    {
        var (known, codes) = detector.Value;
        if (known is null) return codes[0];
        var found = known.DetectLanguageOf(text);
        return found is Language.Unknown ? null : CodeOf(found);
    }

    private static (LanguageDetector?, string[]) Build(string configured)
    {
        var codes = configured.Split(',').Distinct().ToArray();
        var known = Enum.GetValues<Language>().Where(l => l is not Language.Unknown).ToLookup(CodeOf);
        if (Array.Find(codes, c => !known.Contains(c)) is { } unknown) throw new InvalidOperationException($"Triage:Languages names {unknown}, which is no language that can be detected.");
        return codes.Length == 1 ? (null, codes) : (LanguageDetectorBuilder.FromLanguages([.. codes.SelectMany(c => known[c])]).WithMinimumRelativeDistance(Lead).WithLowAccuracyMode().Build(), codes);
    }

    private static string CodeOf(Language language) => language.IsoCode6391().ToString().ToLowerInvariant();
}
