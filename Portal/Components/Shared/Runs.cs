namespace Portal.Components.Shared;

/// <summary>
/// A long history in runs of a few lines each, so that a page which draws one more line works out and compares the runs and not
/// every line. Cut at fixed numbers: what is added at the end or trimmed at the beginning leaves the runs between as they are.
/// </summary>
public static class Runs
{
    /// <summary>Numbers that one run spans.</summary>
    public const int Span = 16;

    /// <param name="sequence">Of an entry, rising.</param>
    /// <param name="lay">The lines of the entries from one index up to before another, one for each.</param>
    /// <param name="before">The runs as they were laid last; empty to lay all of them.</param>
    /// <param name="settled">
    /// Up to here a line laid before is the same now, as long as the history begins where it did or elsewhere than in its run:
    /// what is above a line counts too.
    /// </param>
    public static IReadOnlyList<Run<TLine>> Of<TEntry, TLine>(
        IReadOnlyList<TEntry> entries, Func<TEntry, long> sequence, Func<int, int, IReadOnlyList<TLine>> lay, IReadOnlyList<Run<TLine>> before, long settled)
    {
        var runs = new List<Run<TLine>>(entries.Count / Span + 2);
        var old = 0;
        var begins = before.Count > 0 && entries.Count > 0 && sequence(entries[0]) == before[0].First;
        for (var from = 0; from < entries.Count;)
        {
            var first = sequence(entries[from]);
            var number = first / Span;
            var to = from + 1;
            while (to < entries.Count && sequence(entries[to]) / Span == number) to++;
            var last = sequence(entries[to - 1]);
            while (old < before.Count && before[old].Number < number) old++;
            var known = old < before.Count && (begins || (from > 0 && old > 0)) ? before[old] : null;
            var same = known is not null && (known.Number, known.First, known.Last, known.Lines.Count) == (number, first, last, to - from) && last <= settled;
            runs.Add(same ? known! : new(number, first, last, lay(from, to)));
            from = to;
        }

        return runs;
    }
}

/// <param name="Number">Its place among the runs; what it is recognised by.</param>
/// <param name="First">The number of its first line.</param>
/// <param name="Last">The number of its last line.</param>
public sealed record Run<T>(long Number, long First, long Last, IReadOnlyList<T> Lines)
{
    /// <summary>Whether both draw the same.</summary>
    public bool Draws(Run<T>? other) => ReferenceEquals(this, other) || (other is not null && other.Number == Number && Lines.SequenceEqual(other.Lines));
}
