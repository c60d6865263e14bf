using Portal.Domain.Routing;

namespace Portal.Tests.Routing;

public sealed class WaitRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static IEnumerable<DateTimeOffset> EveryMinute(int count, int newestMinutesAgo = 1) => Enumerable.Range(newestMinutesAgo, count).Select(i => Now.AddMinutes(-i));

    private static WaitEstimate? Estimate(int position, IEnumerable<DateTimeOffset> answers) =>
        WaitRules.Pace(answers, Now) is { } pace ? WaitRules.Estimate(position, pace) : null;

    [Fact]
    public void Estimate_OneAnswerAMinute_IsAroundThePositionInMinutes()
    {
        Assert.Equal(new WaitEstimate(TimeSpan.Zero, TimeSpan.FromMinutes(2)), Estimate(1, EveryMinute(10)));
        Assert.Equal(new WaitEstimate(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(12)), Estimate(9, EveryMinute(10)));
    }

    [Fact]
    public void Estimate_TooFewAnswers_SaysNothing() => Assert.Null(Estimate(1, EveryMinute(WaitRules.FewestAnswers - 1)));

    [Fact]
    public void Estimate_AnswersOfLongAgoOrOfTheFuture_DoNotCount() =>
        Assert.Null(Estimate(1, [.. EveryMinute(4), Now.AddMinutes(-31), Now.AddMinutes(1)]));

    [Fact]
    public void Estimate_QueueStoppedAnswering_SaysNothing() => Assert.Null(Estimate(1, [.. Enumerable.Range(0, 20).Select(i => Now.AddMinutes(-20).AddSeconds(-i))]));

    /// <summary>The range is meant to hold for about two thirds of waits; simulated, because it is read from a short sample of the past.</summary>
    [Theory]
    [InlineData(1), InlineData(3), InlineData(8)]
    public void Estimate_RandomAnswers_HoldsForMostWaits(int position)
    {
        var random = new Random(42);
        int held = 0, told = 0;
        for (var run = 0; run < 2_000; run++)
        {
            var answers = new List<DateTimeOffset>();
            for (var at = Now - WaitRules.Window; at < Now; at = at.AddMinutes(-1.5 * Math.Log(1 - random.NextDouble()))) answers.Add(at);
            if (Estimate(position, answers) is not { } estimate) continue;
            told++;
            var wait = TimeSpan.FromMinutes(Enumerable.Range(0, position).Sum(_ => -1.5 * Math.Log(1 - random.NextDouble())));
            if (wait >= estimate.Low && wait <= estimate.High) held++;
        }

        Assert.InRange(told, 1_900, 2_000);
        Assert.InRange(held / (double)told, 0.55, 0.95);
    }
}
