using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>
/// Builds a handover packet from a history. Pure and plain: forms and words, no guessing about meaning; the sender corrects it
/// before it goes, and each line names the entry that it comes from.
/// </summary>
public static partial class PacketRules
{
    /// <summary>Two questions that share this part of their words are the same question.</summary>
    private const double SameQuestion = 0.6;

    /// <summary>What can be said so far.</summary>
    /// <param name="entries">The conversation's entries, oldest first.</param>
    public static HandoverPacket Draft(IReadOnlyList<TimelineEntry> entries, TimeZoneInfo zone)
    {
        List<TimelineEntry> theirs = [.. entries.Where(e => e.AuthorRole is Role.Customer && e.Kind is EntryKind.Text && !string.IsNullOrWhiteSpace(e.Text))];
        List<TimelineEntry> ours = [.. entries.Where(e => IsTeam(e) && e.Kind is EntryKind.Text && !string.IsNullOrWhiteSpace(e.Text))];
        var (mood, because) = MoodRules.Of([.. theirs.Select(e => e.Text!)]);
        return new()
        {
            Goal = Line(Goal(theirs)),
            Tried = [.. ours.Where(e => Suggests().IsMatch(e.Text!)).Select(e => new PacketLine(Line(SentenceWith(Suggests(), e.Text!)), e.Sequence)).TakeLast(HandoverPacket.MostLines)],
            Fields = [.. Fields(theirs).Take(HandoverPacket.MostLines)],
            Evidence = [.. Evidence(entries).TakeLast(HandoverPacket.MostLines)],
            Mood = mood,
            MoodBecause = [.. because.Select(i => theirs[i].Sequence)],
            Promises = [.. ours.SelectMany(e => PromiseRules.Find(e.Text!, e.Sequence, e.CreatedAt, zone)).TakeLast(HandoverPacket.MostLines)],
            OpenQuestions = [.. OpenQuestions(entries).TakeLast(HandoverPacket.MostLines)],
            Repeated = [.. Repeated(theirs).Take(HandoverPacket.MostLines)],
        };
    }

    /// <summary>Bounds what somebody edited, and drops empty lines.</summary>
    public static HandoverPacket Clean(HandoverPacket packet) => packet with
    {
        Goal = Line(packet.Goal), Tried = Clean(packet.Tried), Evidence = Clean(packet.Evidence), OpenQuestions = Clean(packet.OpenQuestions),
        Fields = [.. packet.Fields.Where(f => !string.IsNullOrWhiteSpace(f.Value)).Select(f => f with { Kind = FactRules.AllKinds.Contains(f.Kind) ? f.Kind : PacketField.Other, Value = Line(f.Value) }).Take(HandoverPacket.MostLines)],
        Promises = [.. packet.Promises.Where(p => !string.IsNullOrWhiteSpace(p.Text)).Select(p => p with { Text = Line(p.Text) }).Take(HandoverPacket.MostLines)],
        Repeated = [.. packet.Repeated.Where(r => !string.IsNullOrWhiteSpace(r.Text)).Select(r => r with { Text = Line(r.Text) }).Take(HandoverPacket.MostLines)], MoodBecause = [.. packet.MoodBecause.Take(HandoverPacket.MostLines)],
    };

    /// <summary>What a tier asks for and the packet lacks.</summary>
    public static IReadOnlyList<PacketPart> Missing(Tier tier, HandoverPacket packet) => [.. tier.Required.Where(part => !packet.Has(part)).Distinct()];

    /// <summary>How often the team asked after <paramref name="since"/> for a kind of thing that the customer had told before the question.</summary>
    public static int AskedAgain(IReadOnlyList<TimelineEntry> entries, DateTimeOffset since)
    {
        HashSet<string> told = [];
        var again = 0;
        foreach (var entry in entries.Where(e => e.Kind is EntryKind.Text && e.Text is not null))
        {
            if (entry.AuthorRole is Role.Customer) told.UnionWith(FactRules.Told(entry.Text!).Select(f => f.Kind));
            else if (IsTeam(entry) && entry.CreatedAt >= since) again += FactRules.Asked(entry.Text!).Count(told.Contains);
        }

        return again;
    }

    private static bool IsTeam(TimelineEntry entry) => entry.AuthorRole is Role.Agent or Role.Supervisor or Role.Admin;

    // The first message that is more than a greeting; else the longest one.
    private static string Goal(List<TimelineEntry> theirs) =>
        theirs.Find(e => e.Text!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= 4)?.Text ?? theirs.MaxBy(e => e.Text!.Length)?.Text ?? "";

    private static IEnumerable<PacketField> Fields(List<TimelineEntry> theirs) =>
        theirs.SelectMany(e => FactRules.Told(e.Text!).Select(f => new PacketField(f.Kind, Line(f.Value), e.Sequence))).DistinctBy(f => (f.Kind, FactRules.Key(f.Value)));

    private static IEnumerable<PacketLine> Evidence(IReadOnlyList<TimelineEntry> entries)
    {
        foreach (var entry in entries.Where(e => e.AuthorRole is Role.Customer))
        {
            if (entry.Attachment is { } file) yield return new(Line(file.FileName), entry.Sequence);
            else if (entry.Kind is EntryKind.Text && entry.Text is { } text && ErrorText().IsMatch(text)) yield return new(Line(SentenceWith(ErrorText(), text)), entry.Sequence);
        }
    }

    // A customer's question is open until the team has written after it, and longer than a nod.
    private static IEnumerable<PacketLine> OpenQuestions(IReadOnlyList<TimelineEntry> entries)
    {
        var lastAnswer = entries.LastOrDefault(e => IsTeam(e) && e.Kind is EntryKind.Text && e.Text?.Length >= 20)?.Sequence ?? 0;
        return entries.Where(e => e.Sequence > lastAnswer && e.AuthorRole is Role.Customer && e.Text?.Contains('?', StringComparison.Ordinal) == true)
            .Select(e => new PacketLine(Line(SentenceWith(Question(), e.Text!)), e.Sequence));
    }

    private static IEnumerable<Repetition> Repeated(List<TimelineEntry> theirs)
    {
        foreach (var told in theirs.SelectMany(e => FactRules.Told(e.Text!).Select(f => (f.Value, e.Sequence))).GroupBy(f => FactRules.Key(f.Value)))
        {
            var times = told.Select(t => t.Sequence).Distinct().Count();
            if (times > 1) yield return new(Line(told.First().Value), times, told.First().Sequence);
        }

        var questions = theirs.Where(e => e.Text!.Contains('?', StringComparison.Ordinal)).TakeLast(30)
            .Select(e => (Text: SentenceWith(Question(), e.Text!), e.Sequence)).Select(q => (q.Text, q.Sequence, Words: WordsOf(q.Text))).Where(q => q.Words.Count >= 3).ToList();
        HashSet<long> counted = [];
        foreach (var first in questions)
        {
            if (!counted.Add(first.Sequence)) continue;
            var same = questions.Where(q => q.Sequence > first.Sequence && !counted.Contains(q.Sequence) && Alike(first.Words, q.Words) >= SameQuestion).ToList();
            if (same.Count == 0) continue;
            counted.UnionWith(same.Select(q => q.Sequence));
            yield return new(Line(first.Text), same.Count + 1, first.Sequence);
        }
    }

    private static HashSet<string> WordsOf(string text) => [.. Word().Matches(text.ToUpperInvariant()).Select(m => m.Value).Where(w => w.Length > 2)];

    private static double Alike(HashSet<string> a, HashSet<string> b) => (double)a.Intersect(b).Count() / a.Union(b).Count();

    private static string SentenceWith(Regex what, string text) => Sentences().Matches(text).Select(m => m.Value).FirstOrDefault(s => what.IsMatch(s)) ?? text;

    private static ImmutableArray<PacketLine> Clean(ImmutableArray<PacketLine> lines) =>
        [.. lines.Where(l => !string.IsNullOrWhiteSpace(l.Text)).Select(l => l with { Text = Line(l.Text) }).Take(HandoverPacket.MostLines)];

    private static string Line(string text) => TextRules.OneLine(TextRules.Storable(text), HandoverPacket.LongestLine);

    private const RegexOptions Usual = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"\b(?:please try|try (?:to|again|another)|could you (?:try|restart|check|clear|update|reset)|have you tried|restart|reinstall|log ?out|reset|clear (?:your|the) cache|i (?:have )?(?:reset|resent|checked|refunded|restarted|updated|cancelled))\b|\b(?:bitte versuchen|versuchen sie|starten sie|probieren sie|ich habe)\b|\b(?:veuillez essayer|essayez|redémarrez|j'ai)\b|\b(?:intente|pruebe|reinicie|he )", Usual)]
    private static partial Regex Suggests();

    [GeneratedRegex(@"\b(?:error|exception|failed|fehler|erreur|fallo)\b|\b[45]\d{2}\b|\b0x[0-9a-f]{4,16}\b", Usual)]
    private static partial Regex ErrorText();

    [GeneratedRegex(@"\?", Usual)]
    private static partial Regex Question();

    [GeneratedRegex(@"[^.!?\n]+(?:\.\w[^.!?\n]*)*[.!?]*", RegexOptions.CultureInvariant)]
    private static partial Regex Sentences();

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
