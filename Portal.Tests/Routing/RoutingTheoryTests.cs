using Portal.Bench.Erlang;
using Portal.Domain.Routing;

namespace Portal.Tests.Routing;

/// <summary>
/// A short look at what <c>bench erlang</c> looks at with millions of arrivals: the same draws each time, so that the intervals are
/// those of this draw and a change of the rules is what moves it.
/// </summary>
public sealed class RoutingTheoryTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(13)]
    public void Play_OneSkill_WaitsAsTheErlangCFormulaSays(int agents)
    {
        var traffic = new Traffic($"N={agents}", agents, 200 / 3600.0, 180, 60_000);

        var seen = ErlangRun.Play(traffic, 20, AgentChoice.LongestIdle);

        Assert.InRange(seen.Wait.Mean, ErlangFormulas.Waiting(agents, 10) - (2 * seen.Wait.Half), ErlangFormulas.Waiting(agents, 10) + (2 * seen.Wait.Half));
        Assert.InRange(seen.Wait.Half, 0.0001, 0.08);
        Assert.True(seen.Looked > 50);
        Assert.Equal(0, seen.IdleBesideWork);
    }

    [Fact]
    public void Play_TwoSkillsInAChain_WaitsFarLessThanOneSkillEach()
    {
        Traffic Of(Func<int, int[]> skills) => new("90 agents", 90, 6 * 14 / 600.0, 600, 60_000, 6, skills);

        var dedicated = ErlangRun.Play(Of(n => [n / 15]), 30, AgentChoice.BestFit);
        var chain = ErlangRun.Play(Of(n => [n / 15, ((n / 15) + 1) % 6]), 30, AgentChoice.BestFit);

        Assert.InRange(chain.MeanWait.Mean * 4, 0, dedicated.MeanWait.Mean);
        Assert.Equal(0, chain.IdleBesideWork);
    }
}
