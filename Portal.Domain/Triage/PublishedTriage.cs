using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>The rules in force, and what they make of a conversation. The database is asked each time which version that is.</summary>
public sealed class PublishedTriage(ITriageStore store, DetectLanguage language, IEnumerable<TriageClassifier> classifiers)
{
    private readonly ImmutableArray<TriageClassifier> classifiers = [.. classifiers];
    private volatile TriageVersion? known;

    /// <returns>Null before the first publishing.</returns>
    public async Task<TriageVersion?> CurrentAsync(CancellationToken ct)
    {
        if (await store.FindPublishedAsync(ct) is not { } number) return null;
        if (known is { } version && version.Number == number) return version;
        return known = await store.FindVersionAsync(number, ct);
    }

    /// <param name="isAsked">Whatever the rules ask.</param>
    public string? LanguageOf(ImmutableArray<TriageRule> rules, TriageCase found, bool isAsked = false) =>
        (isAsked || TriageRules.Asks(rules, Field.Language)) && TriageRules.TextOf(found) is { Length: > 0 } text ? language(text) : null;

    public TriageResult Apply(ImmutableArray<TriageRule> rules, TriageFacts facts)
    {
        var result = TriageRules.Apply(rules, facts);
        foreach (var (id, name, classify) in classifiers) result = TriageRules.Add(result, id, name, 0, classify(facts));
        return result;
    }
}
