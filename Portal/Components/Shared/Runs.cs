namespace Portal.Components.Shared;

/// <summary>
/// A long history in runs of a few lines each, so that a page which draws one more line compares the runs and not every line.
/// Cut at fixed numbers: what is added at the end or trimmed at the beginning leaves the runs between as they are.
/// </summary>
public static class Runs
{
    /// <summary>Numbers that one run spans.</summary>
    public const int Span = 16;

    /// <param name="sequence">Of a line, rising.</param>
    public static IReadOnlyList<Run<T>> Of<T>(IReadOnlyList<T> lines, Func<T, long> sequence)
    {
        var runs = new List<Run<T>>(lines.Count / Span + 2);
        for (var from = 0; from < lines.Count;)
        {
            var number = sequence(lines[from]) / Span;
            var to = from + 1;
            while (to < lines.Count && sequence(lines[to]) / Span == number) to++;
            var run = new T[to - from];
            for (var i = from; i < to; i++) run[i - from] = lines[i];
            runs.Add(new(number, run));
            from = to;
        }

        return runs;
    }
}

/// <param name="Number">Its place among the runs; what it is recognised by.</param>
public sealed record Run<T>(long Number, IReadOnlyList<T> Lines)
{
    /// <summary>Whether both draw the same.</summary>
    public bool Draws(Run<T>? other) => other is not null && other.Number == Number && Lines.SequenceEqual(other.Lines);
}
