namespace Portal.E2E.Conversations.Faults;

/// <summary>One entry as the database holds it when everything is over.</summary>
/// <param name="IsMessage">False for what the product itself wrote, such as who was assigned.</param>
/// <param name="Everyone">False for what only the team may see.</param>
public sealed record StoredEntry(Guid Conversation, long Sequence, Guid Id, string? Text, bool IsMessage = true, bool Everyone = true);

/// <summary>What must hold, by its number in <see cref="Checker"/>.</summary>
public sealed record Violation(int Property, string What)
{
    public override string ToString() => $"({Property}) {What}";
}

/// <summary>
/// Compares what clients did and saw with what the database holds:
/// (1) what was answered with ok exists exactly once, (2) what was never answered exists once or not at all, (3) what was
/// refused does not exist, (4) numbers are 1..n in each conversation, the same for every observer and for the database,
/// (5) each page shows its conversation in order, without gaps and nothing twice, to the very end, (6) what was sent after an answer
/// has a higher number than what was answered, (8) marks never go back and never beyond the newest entry.
/// (7) is about events for outside systems, which the product does not have yet.
/// </summary>
public static class Checker
{
    public static IReadOnlyList<Violation> Check(History history, IReadOnlyList<StoredEntry> stored)
    {
        var byId = stored.ToLookup(e => e.Id);
        return
        [
            .. Existence(history.Sends, byId),
            .. Numbers(history.Arrivals, stored),
            .. Streams(history, stored),
            .. RealTime(history.Sends, byId),
            .. Marks(history.Marks),
        ];
    }

    private static IEnumerable<Violation> Existence(IReadOnlyList<Send> sends, ILookup<Guid, StoredEntry> stored)
    {
        foreach (var send in sends)
        {
            var copies = stored[send.Id].ToList();
            var property = send.Answer switch { Answer.Ok => 1, Answer.Unknown => 2, _ => 3 };
            if (copies.Count == 0 && send.Answer is Answer.Ok) yield return new(1, $"lost: {Name(send)}");
            if (copies.Count > 1) yield return new(property, $"doubled, {copies.Count} times: {Name(send)}");
            if (copies.Count > 0 && send.Answer is Answer.Fail) yield return new(3, $"refused ({send.Why}), and exists: {Name(send)}");
            foreach (var copy in copies.Where(c => c.Text != send.Text)) yield return new(property, $"another text, '{copy.Text}': {Name(send)}");
        }

        var known = sends.Select(s => s.Id).ToHashSet();
        foreach (var stranger in stored.SelectMany(e => e).Where(e => e.IsMessage && !known.Contains(e.Id)))
            yield return new(2, $"nobody sent {stranger.Id}, number {stranger.Sequence} of {stranger.Conversation}");
    }

    private static IEnumerable<Violation> Numbers(IReadOnlyList<Arrival> arrivals, IReadOnlyList<StoredEntry> stored)
    {
        foreach (var conversation in stored.GroupBy(e => e.Conversation))
        {
            long expected = 0;
            foreach (var entry in conversation.OrderBy(e => e.Sequence))
            {
                if (entry.Sequence != ++expected)
                {
                    yield return new(4, $"{conversation.Key}: number {entry.Sequence} where {expected} was due");
                    expected = entry.Sequence;
                }
            }
        }

        var places = stored.Where(e => e.Text is not null).ToLookup(e => e.Text!);
        foreach (var arrival in arrivals.Where(a => a.Sequence is not null && places[a.Text].All(e => e.Sequence != a.Sequence)))
            yield return new(4, $"{arrival.Observer} saw number {arrival.Sequence} on '{arrival.Text}', the database says {string.Join(", ", places[arrival.Text].Select(e => e.Sequence))}");
    }

    private static IEnumerable<Violation> Streams(History history, IReadOnlyList<StoredEntry> stored)
    {
        var settled = history.Settled;
        var messages = stored.Where(e => e.IsMessage && e.Text is not null).OrderBy(e => e.Sequence).ToList();
        var places = messages.ToLookup(e => e.Text!);
        foreach (var page in history.Arrivals.GroupBy(a => (a.Observer, a.Page)))
        {
            foreach (var unknown in page.Where(a => !places[a.Text].Any()))
                yield return new(5, $"{page.Key.Observer} saw '{unknown.Text}', which the database does not hold");
            var found = page.Where(a => places[a.Text].Any()).ToList();
            foreach (var stream in found.GroupBy(a => places[a.Text].First().Conversation))
            {
                var staff = stream.First().Staff;
                var expected = messages.Where(e => e.Conversation == stream.Key && (staff || e.Everyone)).Select(e => e.Text!).ToList();
                foreach (var violation in Stream($"{page.Key.Observer}, page {page.Key.Page}", [.. stream.Select(a => a.Text)], expected, settled.Contains(page.Key)))
                    yield return violation;
            }
        }
    }

    /// <summary>A page begins somewhere and then shows each next message, none twice; a settled one shows the last.</summary>
    private static IEnumerable<Violation> Stream(string page, List<string> shown, List<string> expected, bool settled)
    {
        var next = expected.IndexOf(shown[0]);
        foreach (var text in shown)
        {
            if (next >= 0 && next < expected.Count && expected[next] == text)
            {
                next++;
                continue;
            }

            var place = expected.IndexOf(text);
            yield return new(5, place < 0 ? $"{page}: '{text}' is not for this observer" : place < next ? $"{page}: '{text}' again, or too late" : $"{page}: '{text}' before {place - next} earlier ones");
            if (place >= 0) next = Math.Max(next, place + 1);
        }

        if (settled && next < expected.Count) yield return new(5, $"{page}: the last {expected.Count - next} never came, first of them '{expected[next]}'");
    }

    private static IEnumerable<Violation> RealTime(IReadOnlyList<Send> sends, ILookup<Guid, StoredEntry> stored)
    {
        var written = sends.Select(s => (Send: s, Entry: stored[s.Id].FirstOrDefault())).Where(p => p.Entry is not null).ToList();
        foreach (var conversation in written.GroupBy(p => p.Entry!.Conversation))
        {
            var steps = conversation.Select(p => (Order: p.Send.Invoked, Began: true, p.Send, p.Entry!.Sequence))
                .Concat(conversation.Where(p => p.Send.Answer is Answer.Ok).Select(p => (Order: p.Send.Answered!.Value, Began: false, p.Send, p.Entry!.Sequence)))
                .OrderBy(s => s.Order);
            (long Sequence, Send? Send) newest = (0, null);
            foreach (var step in steps)
            {
                if (!step.Began && step.Sequence > newest.Sequence) newest = (step.Sequence, step.Send);
                else if (step.Began && step.Sequence < newest.Sequence)
                    yield return new(6, $"{Name(step.Send)} was sent after {Name(newest.Send!)} had been answered, but has number {step.Sequence}, not above {newest.Sequence}");
            }
        }
    }

    private static IEnumerable<Violation> Marks(IReadOnlyList<MarkSample> marks)
    {
        foreach (var reader in marks.GroupBy(m => (m.Conversation, m.Reader)))
        {
            var (delivered, read) = (0L, 0L);
            foreach (var mark in reader.OrderBy(m => m.Order))
            {
                var who = $"{mark.Reader} in {mark.Conversation}";
                if (mark.Delivered < delivered || mark.Read < read) yield return new(8, $"marks of {who} went back from {delivered}/{read} to {mark.Delivered}/{mark.Read}");
                if (mark.Delivered > mark.Newest || mark.Read > mark.Newest) yield return new(8, $"marks of {who}, {mark.Delivered}/{mark.Read}, are beyond the newest entry, {mark.Newest}");
                if (mark.Read > mark.Delivered) yield return new(8, $"{who} read {mark.Read} before it was delivered ({mark.Delivered})");
                (delivered, read) = (mark.Delivered, mark.Read);
            }
        }
    }

    private static string Name(Send send) => $"'{send.Text}' of {send.Client}";
}
