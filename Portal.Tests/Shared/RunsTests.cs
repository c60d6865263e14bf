using CsCheck;
using Portal.Components.Shared;

namespace Portal.Tests.Shared;

public sealed class RunsTests
{
    private static readonly Gen<long[]> Rising = Gen.Int[1, 5].Array[0, 200].Select(steps => steps.Aggregate(new List<long> { 7 }, (all, step) => [.. all, all[^1] + step]).ToArray());

    [Fact]
    public void Of_AnyLines_HoldsEachOnceInOrderAndNoRunIsLongerThanItsSpan() =>
        Rising.Sample(lines =>
        {
            var runs = Runs.Of(lines, l => l);
            Assert.Equal(lines, runs.SelectMany(r => r.Lines));
            Assert.Equal(runs.Count, runs.Select(r => r.Number).Distinct().Count());
            Assert.All(runs, r => Assert.InRange(r.Lines.Count, 1, Runs.Span));
        }, iter: 500);

    [Fact]
    public void Of_OneMoreAndTheFirstTrimmed_ChangesOnlyTheRunsAtTheEnds() =>
        Gen.Select(Rising, Gen.Int[0, 20]).Sample((lines, trimmed) =>
        {
            var before = Runs.Of(lines, l => l).ToDictionary(r => r.Number);
            var after = Runs.Of([.. lines.Skip(Math.Min(trimmed, lines.Length - 1)), lines[^1] + 1], l => l);
            Assert.All(after.Skip(1).SkipLast(2), r => Assert.True(r.Draws(before.GetValueOrDefault(r.Number))));
            Assert.False(after[^1].Draws(before.GetValueOrDefault(after[^1].Number)));
        }, iter: 500);
}
