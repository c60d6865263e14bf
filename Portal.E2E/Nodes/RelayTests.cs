using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.E2E.Conversations.Faults;
using Portal.E2E.Shared;
using Portal.Nodes;
using StackExchange.Redis;

namespace Portal.E2E.Nodes;

/// <summary>Two relays over a real Redis, which is killed, frozen and emptied under them.</summary>
[Collection(Alone.Name)]
public sealed class RelayTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-relay-");
    private readonly SharedNodes nodes = new();
    private RedisServer redis = null!;
    private RelayNode one = null!;
    private RelayNode two = null!;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        one = await RelayNode.StartAsync(redis.Address, folder.FullName, nodes);
        two = await RelayNode.StartAsync(redis.Address, folder.FullName, nodes);
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
    public async Task Redis_OutOfMemory_EventsAreHeardAndPagesThatCannotBeKeptCostNothingMore()
    {
        var ct = TestContext.Current.CancellationToken;
        var there = two.Listen(Topic.Setup);
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{redis.Address},allowAdmin=true");
        var server = connection.GetServers()[0];
        var keys = new EphemeralDataProtectionProvider();
        var states = States();
        await states.SetAsync("before", [1], new(), ct);
        await server.ConfigSetAsync("maxmemory-policy", "noeviction");
        await server.ConfigSetAsync("maxmemory", "1");

        await Assert.ThrowsAsync<RedisServerException>(() => connection.GetDatabase().StringSetAsync("full", "?"));
        await states.SetAsync("meanwhile", [2], new(), ct);
        var fact = new QueueChanged(QueueId.New());
        one.Hub.Publish(fact);

        await Until(() => there.Told.Contains(fact), "it is heard all the same");
        Assert.True(one.IsAtRest && two.IsAtRest);
        await server.ConfigSetAsync("maxmemory", "0");
        // Of a node that does not rest after a fault.
        states = States();
        Assert.Equal([1], (await states.GetAsync("before", ct))!);
        Assert.Null(await states.GetAsync("meanwhile", ct));
        await states.SetAsync("after", [3], new(), ct);
        Assert.Equal([3], (await states.GetAsync("after", ct))!);

        PageStates States() => new(() => Task.FromResult(connection.GetDatabase()), keys, TimeProvider.System, Options.Create(new NodesOptions()), NullLogger<PageStates>.Instance);
    }

    [Fact]
    public async Task Redis_KilledAndStartedAgain_PagesReadMeanwhileAndEventsComeBack()
    {
        var (user, colleague) = (new UserId(Guid.NewGuid()), new UserId(Guid.NewGuid()));
        var there = two.Listen(Topic.User(user));
        var quiet = two.Listen(Topic.User(colleague));
        var list = two.Listen(Topic.Setup);

        redis.Kill();
        one.Hub.Publish(new AccessChanged(user));
        var since = Stopwatch.StartNew();
        await Until(() => there.Lagged >= 1, "the first reading");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(4), $"The first reading came after {since.Elapsed}");
        since.Restart();
        one.Hub.Publish(new AccessChanged(user));
        for (var i = 0; i < 20; i++) one.Hub.Publish(new QueueChanged(QueueId.New()));
        await Until(() => there.Lagged >= 2 && list.Lagged >= 1, "the second reading");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(4), $"The second reading came after {since.Elapsed}");
        Assert.Equal((0, 2, 1), (quiet.Lagged, there.Lagged, list.Lagged));
        Assert.True(two.Members.MayMiss);

        await redis.RestartAsync();
        await Until(() => one.Peers.Heard == 1 && two.Peers.Heard == 1 && one.IsAtRest && two.IsAtRest, "they hear each other again");
        var readings = there.Lagged;
        var later = two.Listen(Topic.User(user));
        one.Hub.Publish(new AccessChanged(user));
        await Until(() => later.Facts.Count > 0, "events come again");
        Assert.Equal([new AccessChanged(user)], later.Facts);
        var healed = Stopwatch.StartNew();
        await Until(() => there.Lagged > readings + 1 || healed.Elapsed > TimeSpan.FromSeconds(3), "readings that do not come");
        // What was published while the nodes were not sure yet is read once more, and that is all.
        Assert.InRange(there.Lagged, readings, readings + 1);
    }

    [Fact]
    public async Task Redis_FrozenForTenSeconds_NobodyWaitsForIt()
    {
        var there = two.Listen(Topic.Setup);
        await redis.Process.SignalAsync("STOP");
        var since = Stopwatch.StartNew();

        for (var i = 0; i < 100_000; i++) one.Hub.Publish(new QueueChanged(QueueId.New()));
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(2), $"Publishing took {since.Elapsed}");
        await Until(() => there.Lagged >= 1, "pages read");
        await redis.Process.SignalAsync("CONT");

        await Until(() => one.IsAtRest && two.IsAtRest, "they hear each other again");
    }

    [Fact]
    public async Task Node_CutFromRedis_BothSidesReadOnlyWhatTheOtherWrote()
    {
        await using var wire = new FaultProxy(new IPEndPoint(IPAddress.Loopback, int.Parse(redis.Address.Split(':')[^1], CultureInfo.InvariantCulture)));
        await using var three = await RelayNode.StartAsync($"127.0.0.1:{wire.Port}", folder.FullName, nodes);
        await Until(() => one.Peers.Heard == 2 && three.Peers.Heard == 2 && one.IsAtRest && three.IsAtRest, "all hear each other");
        var (mine, theirs, idle) = (new UserId(Guid.NewGuid()), new UserId(Guid.NewGuid()), new UserId(Guid.NewGuid()));
        var (here, there) = (one.Listen(Topic.User(mine)), three.Listen(Topic.User(theirs)));
        var (quietHere, quietThere) = (one.Listen(Topic.User(idle)), three.Listen(Topic.User(idle)));

        wire.Fault = new() { Partition = true };
        three.Hub.Publish(new AccessChanged(mine));
        one.Hub.Publish(new AccessChanged(theirs));
        var since = Stopwatch.StartNew();
        await Until(() => here.Lagged >= 1 && there.Lagged >= 1, "both read");
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), $"They read after {since.Elapsed}");
        await Until(() => one.Members.CutOff == 1 || since.Elapsed > TimeSpan.FromSeconds(10), "it counts as cut off");
        for (var i = 0; i < 3; i++)
        {
            var before = (here.Lagged, there.Lagged);
            three.Hub.Publish(new AccessChanged(mine));
            one.Hub.Publish(new AccessChanged(theirs));
            await Until(() => here.Lagged > before.Item1 && there.Lagged > before.Item2, "they go on reading");
        }

        Assert.Equal((1, 0, 0, 0), (one.Members.CutOff, one.Peers.Silent.Count(id => id != three.Peers.Self), quietHere.Lagged, quietThere.Lagged));

        wire.Fault = NetworkFault.None;
        await Until(() => one.IsAtRest && three.IsAtRest && !one.Members.MustTell, "all hear each other again");
    }

    [Fact]
    public async Task Node_ThatIsKilled_IsReadAfterOnceAndThenForgotten()
    {
        await using var wire = new FaultProxy(new IPEndPoint(IPAddress.Loopback, int.Parse(redis.Address.Split(':')[^1], CultureInfo.InvariantCulture)));
        var database = new SharedNodes.Door(nodes);
        await using var three = await RelayNode.StartAsync($"127.0.0.1:{wire.Port}", folder.FullName, database);
        await Until(() => one.Peers.Heard == 2 && one.IsAtRest, "all hear each other");
        var page = one.Listen(Topic.User(new(Guid.NewGuid())));

        // As a process that is gone: nothing of it reaches anybody any more.
        wire.Fault = new() { Partition = true };
        database.IsShut = true;
        var since = Stopwatch.StartNew();
        await Until(() => page.Lagged > 0, "the reading");
        var took = since.Elapsed;
        await Until(() => one.IsAtRest && since.Elapsed > took + TimeSpan.FromSeconds(3), "time passes");

        TestContext.Current.SendDiagnosticMessage($"read {took.TotalSeconds:0.0} s after the death");
        Assert.True(took < TimeSpan.FromSeconds(5), $"It was read after {took}");
        Assert.Equal((1, 0, 0, false), (page.Lagged, one.Peers.Silent.Count, one.Members.CutOff, one.Members.MustTell));

        wire.Fault = NetworkFault.None;
        database.IsShut = false;
        await Until(() => page.Lagged > 1 && one.Peers.Heard == 2 && one.IsAtRest, "it was not dead, and everything is read again");
    }

    [Fact]
    public async Task Lag_OfWhatAnotherNodePublished_IsMeasuredThere()
    {
        var measured = new ConcurrentQueue<double>();
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == RelayMeters.Name) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => { if (instrument.Name == "portal.relay.lag") measured.Enqueue(value); });
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => counted[instrument.Name + (tags.Length > 0 ? " " + tags[0].Value : "")] = value);
        Assert.NotNull(one.Meters);
        listener.Start();
        var there = two.Listen(Topic.Setup);

        for (var i = 0; i < 20; i++)
        {
            one.Hub.Publish(new QueueChanged(QueueId.New()));
            await Until(() => there.Told.Count > i, "it arrives");
        }

        await Until(() => measured.Count >= 20, "each is measured");
        listener.RecordObservableInstruments();
        TestContext.Current.SendDiagnosticMessage($"lag of {measured.Count} envelopes: median {measured.Order().ElementAt(measured.Count / 2):0.00} ms, longest {measured.Max():0.0} ms");
        Assert.All(measured, ms => Assert.InRange(ms, 0.001, 2000));
        Assert.Equal(0, counted["portal.relay.waiting"]);
        Assert.Contains("portal.relay.nodes heard", counted.Keys);
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
        await using var stranger = await RelayNode.StartAsync(redis.Address, folder.FullName, new SharedNodes(), "other");
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
        Assert.Empty(one.Peers.Silent);
        two = await RelayNode.StartAsync(redis.Address, folder.FullName, nodes);
    }

    [Fact]
    public async Task Node_WithAnotherFolder_IsNoticed()
    {
        var elsewhere = Directory.CreateTempSubdirectory("portal-relay-");
        await using (await RelayNode.StartAsync(redis.Address, elsewhere.FullName, nodes))
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
