using CsCheck;
using Portal.Components.Shared;

namespace Portal.Tests.Shared;

public sealed class RunsTests
{
    private static readonly Gen<long[]> Rising = Gen.Int[1, 5].Array[0, 200].Select(steps => steps.Aggregate(new List<long> { 7 }, (all, step) => [.. all, all[^1] + step]).ToArray());

    [Fact]
    public void Of_AnyEntries_HoldsEachOnceInOrderAndNoRunIsLongerThanItsSpan() =>
        Rising.Sample(entries =>
        {
            var runs = Lay(entries, [], 0);
            Assert.Equal(entries.Select(e => Line(entries, e)), runs.SelectMany(r => r.Lines));
            Assert.Equal(runs.Count, runs.Select(r => r.Number).Distinct().Count());
            Assert.All(runs, r => Assert.InRange(r.Lines.Count, 1, Runs.Span));
        }, iter: 500);

    /// <summary>A line names its neighbours, as a real one depends on them: whatever is kept from before must be as if laid anew.</summary>
    [Fact]
    public void Of_GrownTrimmedAndGoneBack_IsAsLaidAnewAndKeepsTheRunsBetween() =>
        Gen.Select(Rising, Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40]).Sample((all, skipped, trimmed, grown) =>
        {
            var before = all.Skip(skipped).SkipLast(grown).ToArray();
            if (before.Length == 0) return;
            foreach (var now in new[] { all.Skip(skipped).ToArray(), all.Skip(skipped + trimmed).ToArray(), all })
            {
                var laid = Lay(before, [], 0);
                var runs = Lay(now, laid, before[^1] - 1);
                Assert.Equal(now.Select(e => Line(now, e)), runs.SelectMany(r => r.Lines));
                var between = runs.Skip(1).Where(r => r.Last < before[^1] && laid.Skip(1).Any(l => l.Number == r.Number));
                Assert.All(between, r => Assert.Contains(laid, l => ReferenceEquals(l, r)));
            }
        }, iter: 500);

    private static IReadOnlyList<Run<string>> Lay(long[] entries, IReadOnlyList<Run<string>> before, long settled) =>
        Runs.Of(entries, e => e, (from, to) => [.. entries[from..to].Select(e => Line(entries, e))], before, settled);

    private static string Line(long[] entries, long entry)
    {
        var at = Array.IndexOf(entries, entry);
        return $"{entries.ElementAtOrDefault(at - 1)} {entry} {entries.ElementAtOrDefault(at + 1)}";
    }
}
