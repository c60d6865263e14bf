using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Shared;
using Portal.Nodes;

namespace Portal.Tests.Nodes;

public sealed class RelayPeersTests
{
    private static readonly Guid Other = Guid.NewGuid();
    private static readonly Guid Folder = Guid.NewGuid();
    private readonly FakeTimeProvider clock = new();
    private readonly RelayPeers peers;

    public RelayPeersTests() => peers = new RelayPeers(clock, Options.Create(new NodesOptions()));

    [Fact]
    public void Take_ConsecutiveNumbers_AreInOrder()
    {
        Assert.Equal(Reception.InOrder, Hear(1));
        Assert.Equal(Reception.InOrder, Hear(2));
        Assert.Equal(Reception.InOrder, Hear(3));
    }

    [Fact]
    public void Take_ANumberThatRedisHadTakenButDidNotArrive_IsAGap()
    {
        Hear(1);

        Assert.Equal(Reception.Gap, Hear(3, confirmed: 2));
        Assert.Equal(Reception.InOrder, Hear(4));
    }

    [Fact]
    public void Take_ANumberThatTheSenderKnowsToBeLost_NamesItsTopics()
    {
        Hear(1);

        Assert.Equal(Reception.Named, Hear(4, confirmed: 1, lost: [Topic.Desk]));
    }

    [Fact]
    public void Take_LossesOfBothKinds_AreAGap()
    {
        Hear(1);

        Assert.Equal(Reception.Gap, Hear(5, confirmed: 3, lost: [Topic.Desk]));
    }

    [Fact]
    public void Take_EventsThatWereDroppedBeforeTheyWereSent_AreNamed()
    {
        Hear(1);

        Assert.Equal(Reception.Named, Hear(2, lost: [Topic.Desk]));
        Assert.Equal(Reception.Named, Hear(3, lost: null));
    }

    [Fact]
    public void Take_AnOldNumber_IsRepeated()
    {
        Hear(1);
        Hear(2);

        Assert.Equal(Reception.Repeated, Hear(2));
    }

    [Fact]
    public void Take_ANodeInTheMiddleOfItsStream_IsAGap() => Assert.Equal(Reception.Gap, Hear(40));

    [Fact]
    public void IsHearing_WithoutItsOwnBeats_EndsAndReturns()
    {
        Assert.False(peers.IsHearing);
        Assert.True(Beat());
        Assert.False(Beat());
        Assert.True(peers.IsHearing);

        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(peers.IsHearing);

        Assert.True(Beat());
        Assert.True(peers.IsHearing);
    }

    [Fact]
    public void Take_AfterThisNodeWasDeaf_GoesOnFromAnyNumberButHeedsWhatIsNamed()
    {
        Beat();
        Hear(1);
        clock.Advance(TimeSpan.FromSeconds(5));
        Beat();

        Assert.Equal(Reception.InOrder, Hear(9, confirmed: 8));
        clock.Advance(TimeSpan.FromSeconds(5));
        Beat();
        Assert.Equal(Reception.Named, Hear(12, confirmed: 9, lost: [Topic.Desk]));
    }

    [Fact]
    public void Silent_ANodeThatWasKilled_CountsUntilItIsForgottenAndComesBackWithAGap()
    {
        Beat();
        Hear(1);
        Assert.Equal((1, 0, true), (peers.Heard, peers.Silent.Count, peers.IsHeard(Other)));

        clock.Advance(TimeSpan.FromSeconds(4));
        Beat();
        Assert.Equal((0, false), (peers.Heard, peers.IsHeard(Other)));
        Assert.Equal([Other], peers.Silent);

        peers.Forget(Other);
        Assert.Equal((0, 0), (peers.Heard, peers.Silent.Count));
        Assert.Equal(Reception.Gap, Hear(2));
    }

    [Fact]
    public void Silent_ANodeThatSaidGoodbye_DoesNotCount()
    {
        Beat();
        Hear(1);
        peers.Take(Envelope(Other, 2, 1, []) with { IsLast = true }, out _);

        clock.Advance(TimeSpan.FromSeconds(5));
        Beat();

        Assert.Empty(peers.Silent);
    }

    [Fact]
    public void HasForeignFolder_AnotherOne_IsNoticed()
    {
        Hear(1);

        Assert.False(peers.HasForeignFolder(Folder));
        Assert.True(peers.HasForeignFolder(Guid.NewGuid()));
    }

    private Reception Hear(long number, long? confirmed = null) => Hear(number, confirmed, []);

    private Reception Hear(long number, IReadOnlyCollection<Topic>? lost) => Hear(number, null, lost);

    private Reception Hear(long number, long? confirmed, IReadOnlyCollection<Topic>? lost) =>
        peers.Take(Envelope(Other, number, confirmed ?? number - 1, lost), out _);

    /// <returns>Whether the node had been deaf.</returns>
    private bool Beat()
    {
        peers.Take(Envelope(peers.Self, 1, 0, []), out var returned);
        return returned;
    }

    private static RelayEnvelope Envelope(Guid node, long number, long confirmed, IReadOnlyCollection<Topic>? lost) =>
        new(node, number, confirmed, lost, Folder, false, []);
}
