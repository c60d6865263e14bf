using System.Diagnostics;
using Portal.Domain.Accounts;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.E2E.Shared;
using StackExchange.Redis;

namespace Portal.E2E.Nodes;

/// <summary>Two relays over a real Redis, which is killed, frozen and emptied under them.</summary>
public sealed class RelayTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-relay-");
    private RedisServer redis = null!;
    private RelayNode one = null!;
    private RelayNode two = null!;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        one = await RelayNode.StartAsync(redis.Address, folder.FullName);
        two = await RelayNode.StartAsync(redis.Address, folder.FullName);
        await Until(() => one.Peers.Heard == 1 && two.Peers.Heard == 1 && one.IsAtRest && two.IsAtRest, "both hear each other");
    }

    [Fact]
    public async Task Publish_OnOneNode_IsHeardOnceOnEachInOrder()
    {
        var here = one.Listen(Topic.Setup);
        var there = two.Listen(Topic.Setup);
        var foreign = two.Listen(Topic.Desk);
        var sent = Enumerable.Range(0, 2000).Select(_ => new QueueChanged(QueueId.New())).ToList();

        foreach (var some in sent.Chunk(100))
        {
            foreach (var fact in some) one.Hub.Publish(fact);
            await Until(() => there.Facts.Count >= sent.IndexOf(some[^1]) + 1, "they arrive");
        }

        one.Hub.Publish(new BoardChanged(1));
        two.Hub.Publish(new QueueChanged(QueueId.New()));
        await Until(() => here.Facts.Count == 2001, "the answer arrives");
        Assert.Equal(sent, there.Facts.Take(2000).Cast<QueueChanged>());
        Assert.Equal(sent, here.Facts.Take(2000).Cast<QueueChanged>());
        Assert.Empty(foreign.Facts);
    }

    [Fact]
    public async Task Redis_KilledAndStartedAgain_PagesReadMeanwhileAndEventsComeBack()
    {
        var there = two.Listen(Topic.Agents);

        redis.Kill();
        one.Hub.Publish(new AccessChanged(new(Guid.NewGuid())));
        var since = Stopwatch.StartNew();
        await Until(() => there.Lagged >= 1, "the first reading");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(6), $"The first reading came after {since.Elapsed}");
        await Until(() => there.Lagged >= 2, "the second reading");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(11), $"The second reading came after {since.Elapsed}");
        Assert.True(two.Peers.MayMiss);

        await redis.RestartAsync();
        await Until(() => one.Peers.Heard == 1 && two.Peers.Heard == 1 && one.IsAtRest && two.IsAtRest, "they hear each other again");
        var readings = there.Lagged;
        var user = new UserId(Guid.NewGuid());
        var later = two.Listen(Topic.User(user));
        one.Hub.Publish(new AccessChanged(user));
        await Until(() => later.Facts.Count > 0, "events come again");
        Assert.Equal([new AccessChanged(user)], later.Facts);
        var healed = Stopwatch.StartNew();
        await Until(() => there.Lagged > readings || healed.Elapsed > TimeSpan.FromSeconds(5), "a reading that does not come");
        Assert.Equal(readings, there.Lagged);
    }

    [Fact]
    public async Task Redis_FrozenForTenSeconds_NobodyWaitsForIt()
    {
        var there = two.Listen(Topic.Desk);
        await redis.Process.SignalAsync("STOP");
        var since = Stopwatch.StartNew();

        for (var i = 0; i < 100_000; i++) one.Hub.Publish(new QueueChanged(QueueId.New()));
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(2), $"Publishing took {since.Elapsed}");
        await Until(() => there.Lagged >= 1, "pages read");
        await redis.Process.SignalAsync("CONT");

        await Until(() => one.IsAtRest && two.IsAtRest, "they hear each other again");
    }

    [Fact]
    public async Task Redis_Emptied_HarmsNothing()
    {
        var there = two.Listen(Topic.Setup);
        await redis.EmptyAsync();

        var fact = new QueueChanged(QueueId.New());
        one.Hub.Publish(fact);

        await Until(() => there.Facts.Count > 0, "it arrives");
        Assert.Equal([fact], there.Facts);
    }

    [Fact]
    public async Task Channel_RubbishInIt_IsDroppedAndTheNextIsHeard()
    {
        var there = two.Listen(Topic.Setup);
        await using var stranger = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        foreach (var rubbish in new[] { "", "hello", "{}", """{"v":99}""", new string('[', 5000) })
        {
            await stranger.GetSubscriber().PublishAsync(RedisChannel.Literal("portal:events"), rubbish);
        }

        var fact = new QueueChanged(QueueId.New());
        one.Hub.Publish(fact);

        await Until(() => there.Facts.Count > 0, "it arrives");
        Assert.Equal([fact], there.Facts);
    }

    [Fact]
    public async Task Nodes_OfAnotherInstallation_HearNothing()
    {
        await using var stranger = await RelayNode.StartAsync(redis.Address, folder.FullName, "other");
        var there = stranger.Listen(Topic.Setup);
        await Until(() => stranger.IsAtRest, "the stranger hears itself");
        var heard = two.Listen(Topic.Setup);
        var own = new QueueChanged(QueueId.New());

        one.Hub.Publish(new QueueChanged(QueueId.New()));
        await Until(() => heard.Facts.Count > 0, "it is on its way");
        stranger.Hub.Publish(own);

        await Until(() => there.Facts.Contains(own), "its own event");
        Assert.DoesNotContain(there.Facts, f => f is QueueChanged && !f.Equals(own));
        Assert.Equal(0, stranger.Peers.Heard);
    }

    [Fact]
    public async Task Node_StoppedOnPurpose_IsNotMissed()
    {
        await two.DisposeAsync();
        await Until(() => one.Peers.Heard == 0, "the goodbye");
        Assert.Equal(0, one.Peers.Silent);
        two = await RelayNode.StartAsync(redis.Address, folder.FullName);
    }

    [Fact]
    public async Task Node_WithAnotherFolder_IsNoticed()
    {
        var elsewhere = Directory.CreateTempSubdirectory("portal-relay-");
        await using (await RelayNode.StartAsync(redis.Address, elsewhere.FullName))
        {
            await Until(() => one.Peers.Heard == 2, "the third node");
            Assert.True(one.Peers.HasForeignFolder(Guid.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "attachments", ".id"), TestContext.Current.CancellationToken))));
        }

        elsewhere.Delete(recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (one is not null) await one.DisposeAsync();
        if (two is not null) await two.DisposeAsync();
        if (redis is not null) await redis.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task Until(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"Waited too long until {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
