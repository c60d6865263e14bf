using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.Data.Nodes;
using Portal.Nodes;

namespace Portal.Tests.Nodes;

public sealed class NodeMembersTests
{
    private static readonly Guid Other = Guid.NewGuid();
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider clock = new();
    private readonly RelayPeers peers;
    private readonly NodeMembers members;
    private readonly NodeRow row = new() { Id = Other, Beat = 0, Hears = true };
    private long number;

    public NodeMembersTests()
    {
        var options = Options.Create(new NodesOptions());
        peers = new RelayPeers(clock, options);
        members = new NodeMembers(peers, clock, options);
        members.Take([]);
    }

    [Fact]
    public void Take_ANodeThatIsKilled_DiesOnceWithinSixSecondsAndAsksForNothingAfterwards()
    {
        Pass(5, speaks: true, beats: true);
        Assert.False(members.MayMiss);

        var verdicts = Pass(60, speaks: false, beats: false);

        var death = Assert.Single(verdicts, v => v.Died.Count > 0);
        Assert.Equal([Other], death.Died);
        Assert.InRange(verdicts.IndexOf(death), 3, 5);
        Assert.DoesNotContain(verdicts, v => v.ReadAll || v.News.Count > 0);
        Assert.False(members.MayMiss);
        Assert.False(members.MustTell);
    }

    [Fact]
    public void Take_ANodeThatIsCutFromRedis_LivesAndIsToldAboutUntilItIsHeardAgain()
    {
        Pass(5, speaks: true, beats: true);

        var verdicts = Pass(60, speaks: false, beats: true);

        Assert.DoesNotContain(verdicts, v => v.Died.Count > 0);
        Assert.Equal((1, true, true), (members.CutOff, members.MayMiss, members.MustTell));

        Pass(1, speaks: true, beats: true);
        Assert.Equal((0, false, false), (members.CutOff, members.MayMiss, members.MustTell));
    }

    [Fact]
    public void Take_ANodeThatWasNeverHeard_IsCutOffToo()
    {
        Pass(2, speaks: false, beats: true);
        Assert.Equal(0, members.CutOff);

        Pass(3, speaks: false, beats: true);
        Assert.Equal(1, members.CutOff);
    }

    [Fact]
    public void Take_ANodeThatDoesNotHear_IsToldThroughTheDatabase()
    {
        row.Hears = false;
        Pass(5, speaks: true, beats: true);
        Assert.Equal((true, false), (members.MustTell, members.MayMiss));

        row.Hears = true;
        Pass(1, speaks: true, beats: true);
        Assert.False(members.MustTell);
    }

    [Fact]
    public void Take_ADeadNodeThatBeatsAgain_IsCutOffAndItsNewsAreRead()
    {
        Pass(5, speaks: true, beats: true);
        Pass(8, speaks: false, beats: false);

        row.LastNews = 6;
        var verdict = Pass(1, speaks: false, beats: true)[0];

        Assert.Equal([(Other, 0)], verdict.News);
        Assert.Equal(1, members.CutOff);
    }

    [Fact]
    public void Take_NewsOfANode_IsReadOnceFromWhereItWasReadBefore()
    {
        Pass(5, speaks: true, beats: true);
        row.LastNews = 5;
        Assert.Equal([(Other, 0)], Pass(1, speaks: true, beats: true)[0].News);
        row.LastNews = 9;
        Assert.Equal([(Other, 5)], Pass(1, speaks: true, beats: true)[0].News);
        Assert.Empty(Pass(1, speaks: true, beats: true)[0].News);
    }

    [Fact]
    public void Take_WhileTheDatabaseWasAway_NobodyDies()
    {
        Pass(5, speaks: true, beats: true);
        clock.Advance(TimeSpan.FromSeconds(20));

        var first = Pass(1, speaks: false, beats: false)[0];
        var next = Pass(1, speaks: false, beats: true)[0];

        Assert.Empty(first.Died);
        Assert.Empty(next.Died);
        Assert.Equal(1, members.CutOff);
    }

    [Fact]
    public void Take_AfterMoreThanNewsAreKept_ReadsEverything()
    {
        Pass(5, speaks: true, beats: true);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(Pass(1, speaks: true, beats: true)[0].ReadAll);
        Assert.False(Pass(1, speaks: true, beats: true)[0].ReadAll);
    }

    [Fact]
    public void Take_RowsThatAnEarlierCrashLeft_AreNotMournedAndLeaveAtLast()
    {
        var later = new NodeMembers(peers, clock, Options.Create(new NodesOptions()));
        var verdicts = new List<Verdict>();
        for (var i = 0; i < 602; i++)
        {
            Beat();
            verdicts.Add(later.Take([row]));
            clock.Advance(Second);
        }

        Assert.DoesNotContain(verdicts, v => v.Died.Count > 0);
        Assert.Equal(0, later.CutOff);
        Assert.Equal([Other], verdicts[^1].Old);
        Assert.DoesNotContain(verdicts.SkipLast(5), v => v.Old.Count > 0);
    }

    [Fact]
    public void Take_ASilentNodeWithoutARow_IsGone()
    {
        Pass(5, speaks: true, beats: true);
        for (var i = 0; i < 3; i++)
        {
            clock.Advance(Second);
            Beat();
        }

        Assert.Equal([Other], members.Take([]).Died);
    }

    /// <summary>One look a second, with this node's own beats coming back.</summary>
    private List<Verdict> Pass(int seconds, bool speaks, bool beats)
    {
        var verdicts = new List<Verdict>();
        for (var i = 0; i < seconds; i++)
        {
            clock.Advance(Second);
            Beat();
            if (speaks) peers.Take(new(Other, ++number, number - 1, [], Guid.Empty, false, []), out _);
            if (beats) row.Beat++;
            var verdict = members.Take([row]);
            foreach (var dead in verdict.Died) peers.Forget(dead);
            verdicts.Add(verdict);
        }

        return verdicts;
    }

    private void Beat() => peers.Take(new(peers.Self, 1, 0, [], Guid.Empty, false, []), out _);
}
