using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>What a person has to know again when they come back to a conversation.</summary>
/// <param name="Promise">The team's newest promise.</param>
/// <param name="Question">The customer's newest question that nobody answered.</param>
public sealed record LeftOff(Promise? Promise, string? Question)
{
    public bool IsNothing => Promise is null && Question is null;
}

public static class LeftOffRules
{
    private const int Longest = 120;

    /// <summary>From the entries that the page holds, oldest first.</summary>
    public static LeftOff Of(IReadOnlyList<TimelineEntry> entries, TimeZoneInfo zone)
    {
        Promise? promise = null;
        string? question = null;
        for (var i = entries.Count - 1; i >= 0 && (promise is null || question is null); i--)
        {
            var entry = entries[i];
            if (entry.Event is TimelineEvent.Resolved) break;
            if (entry.Kind is not EntryKind.Text || entry.Text is not { } text) continue;
            if (entry.AuthorRole is Role.Customer)
            {
                if (question is null && promise is null && text.Contains('?', StringComparison.Ordinal)) question = TextRules.OneLine(text, Longest);
            }
            else
            {
                // Whoever of the team wrote last has answered what was asked before.
                question ??= "";
                promise ??= PromiseRules.Find(text, entry.Sequence, entry.CreatedAt, zone).LastOrDefault();
            }
        }

        return new(promise, question is { Length: > 0 } asked ? asked : null);
    }
}
