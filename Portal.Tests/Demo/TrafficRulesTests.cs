using Portal.Domain.Conversations;
using Portal.Domain.Demo;

namespace Portal.Tests.Demo;

public sealed class TrafficRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Dialogue Talk = new("Delivery", "en", "/demo", ["Where is my order?", "Number 104.", "Thanks!"]);

    [Theory]
    [InlineData(0, 0, 1, 0.5)]
    [InlineData(10, 6, 10, 6)]
    [InlineData(5_000, 1e9, TrafficRules.MostCustomers, TrafficRules.MostPerMinute)]
    [InlineData(-3, double.NaN, 1, TrafficRules.UsualPerMinute)]
    public void Run_WhateverIsAsked_StaysWithinItsLimitsAndEnds(int customers, double rate, int expectedCustomers, double expectedRate)
    {
        var run = TrafficRules.Run(customers, rate, Now);

        Assert.Equal((expectedCustomers, expectedRate, Now + TrafficRules.LongestRun), (run.Customers, run.PerMinute, run.StopsAt));
    }

    [Fact]
    public void Gap_ManyDraws_HaveTheMeanAndTheSpreadOfAnExponential()
    {
        var dice = new Random(4711);
        var gaps = Enumerable.Range(0, 20_000).Select(_ => TrafficRules.Gap(6, dice.NextDouble()).TotalSeconds).ToList();

        var mean = gaps.Average();
        // Its standard error is 10 ÷ √20000 = 0.07.
        Assert.InRange(mean, 9.7, 10.3);
        Assert.InRange(Math.Sqrt(gaps.Average(g => (g - mean) * (g - mean))), 9.5, 10.5);
        // Memoryless: e⁻¹ of them are longer than the mean.
        Assert.InRange(gaps.Count(g => g > 10) / 20_000.0, .355, .381);
    }

    [Fact]
    public void Patience_ManyDraws_NeverShorterThanTheLeastAndThreeMinutesOnAverage()
    {
        var dice = new Random(4711);
        var all = Enumerable.Range(0, 20_000).Select(_ => TrafficRules.Patience(dice.NextDouble())).ToList();

        Assert.True(all.Min() >= TrafficRules.LeastPatience);
        Assert.InRange(all.Average(p => p.TotalSeconds), 175, 185);
    }

    [Fact]
    public void Step_AnsweredEachTime_SaysEveryLineInOrderAndLeaves()
    {
        var said = Play(TrafficRules.Begin(Talk, Now, .5), news: script => script.Doing is Doing.Waiting ? new("We look.", false) : TrafficNews.None, out var left);

        Assert.Equal(Talk.Lines.AsEnumerable(), said);
        Assert.True(left);
    }

    [Fact]
    public void BeginAndStep_InHaste_ReadAndWriteSoMuchFasterAndWaitAsLong()
    {
        var (usual, hasty) = (TrafficRules.Begin(Talk, Now, .5), TrafficRules.Begin(Talk, Now, .5, haste: 4));
        Assert.Equal((usual.Until - Now) / 4, hasty.Until - Now);

        var waiting = hasty with { Doing = Doing.Waiting, Next = 1, Until = Now.AddMinutes(1) };
        var (read, _) = TrafficRules.Step(waiting, new("We look.", false), Now, () => .5, haste: 4);
        Assert.Equal(TrafficRules.Reading("We look.") / 4, read.Until - Now);
        var (writes, _) = TrafficRules.Step(read, TrafficNews.None, read.Until, () => .5, haste: 4);
        Assert.Equal(TrafficRules.Writing(Talk.Lines[1], .5) / 4, writes.Until - read.Until);
        var (waits, act) = TrafficRules.Step(usual, TrafficNews.None, usual.Until, () => .5, haste: 4);
        Assert.IsType<TrafficAct.Say>(act);
        Assert.True(waits.Doing is Doing.Leaving || waits.Until - usual.Until == TrafficRules.Patience(.5));
    }

    [Fact]
    public void Step_NeverAnswered_AsksOnceWhetherAnybodyIsThereAndLeaves()
    {
        var said = Play(TrafficRules.Begin(Talk, Now, .5), news: _ => TrafficNews.None, out var left);

        Assert.Equal([Talk.Lines[0], Talk.Nudge], said);
        Assert.True(left);
    }

    [Fact]
    public void Step_ResolvedMeanwhile_LeavesAndDoesNotReopen()
    {
        var waiting = new TrafficScript(Talk, 1, Doing.Waiting, Now.AddMinutes(1));

        var (next, act) = TrafficRules.Step(waiting, new("Done.", true), Now, () => .5);

        Assert.IsType<TrafficAct.Leave>(act);
        Assert.Equal(Doing.Leaving, next.Doing);
    }

    [Fact]
    public void Step_WhileWriting_HintsEveryFewSecondsAndSaysNothingTooEarly()
    {
        var script = TrafficRules.Begin(Talk, Now, 0);
        var hints = 0;
        var second = 0;
        for (; Now.AddSeconds(second) < script.Until; second++)
        {
            (script, var act) = TrafficRules.Step(script, TrafficNews.None, Now.AddSeconds(second), () => .5);
            Assert.True(act is TrafficAct.Nothing or TrafficAct.Type);
            if (act is TrafficAct.Type) hints++;
        }

        Assert.Equal((second + 2) / 3, hints);
    }

    [Fact]
    public void Dialogues_All_EndAndFitIntoAMessage()
    {
        Assert.True(Dialogues.All.Length >= 10);
        Assert.True(Dialogues.All.Count(d => d.Language is "de") >= 3);
        Assert.Equal(Dialogues.All.Length, Dialogues.All.Select(d => d.Topic).Distinct().Count());
        var longest = new ConversationOptions().LongestText;
        Assert.All(Dialogues.All, d => Assert.All(d.Lines.Append(d.Nudge), line => Assert.InRange(line.Length, 1, longest)));
    }

    /// <summary>Second by second, for as long as a run may last.</summary>
    private static List<string> Play(TrafficScript script, Func<TrafficScript, TrafficNews> news, out bool left)
    {
        var said = new List<string>();
        left = false;
        for (var now = Now; now < Now + TrafficRules.LongestRun; now += TimeSpan.FromSeconds(1))
        {
            (script, var act) = TrafficRules.Step(script, news(script), now, () => .5);
            if (act is TrafficAct.Say say) said.Add(say.Text);
            left = act is TrafficAct.Leave;
            if (left) break;
        }

        return said;
    }
}
