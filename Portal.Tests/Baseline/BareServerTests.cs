using Portal.Bench.Baseline;
using Portal.Bench.Load;

namespace Portal.Tests.Baseline;

public sealed class BareServerTests
{
    [Theory]
    [InlineData("circuit")]
    [InlineData("hub")]
    [InlineData("socket")]
    public async Task BareServer_BothEndsWrite_EachHearsAllInOneOrder(string against)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var target = await Against.StartAsync(["--against", against], agents: 1, ct);
        await using var talk = await LoadTalk.BeginAsync(target, 0, reached: null, ct);
        for (var i = 0; i < 5; i++)
        {
            await talk.SendAsync(End.Customer, "Where is my <parcel>?", 0, ct);
            await talk.SendAsync(End.Staff, "Grüß Gott, one moment.", 0, ct);
        }

        await LoadRun.SettleAsync([talk], TimeSpan.FromSeconds(20));
        var figures = new LoadFigures();
        talk.AddTo(figures);
        Assert.Equal(10, figures.Sent);
        figures.ThrowIfBroken();
        Assert.True(talk.IsComplete);
    }

    [Theory]
    [InlineData("circuit")]
    [InlineData("hub")]
    [InlineData("socket")]
    public async Task BareServer_GuestIsCut_ComesBackAgainAndAgain(string against)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var target = await Against.StartAsync(["--against", against], agents: 1, ct);
        await using var guest = await target.EnterAsync(ct);
        for (var i = 0; i < 2; i++)
        {
            await guest.CutAsync();
            await guest.BackAsync(ct).WaitAsync(TimeSpan.FromSeconds(30), ct);
        }
    }
}

public sealed class AgainstTests
{
    [Fact]
    public void KindOf_Nothing_IsPortal() => Assert.Null(Against.KindOf(["--seconds", "5"]));

    [Fact]
    public void KindOf_Unknown_SaysWhatThereIs() => Assert.Contains("hub", Assert.Throws<ArgumentException>(() => Against.KindOf(["--against", "telnet"])).Message, StringComparison.Ordinal);
}
