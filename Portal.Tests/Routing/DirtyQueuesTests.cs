using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Shared;
using Portal.Live;

namespace Portal.Tests.Routing;

public sealed class DirtyQueuesTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly DirtyQueues dirty = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_TheSameQueueTwice_IsHandedOutOnce()
    {
        var queue = QueueId.New();
        dirty.Add(queue);
        dirty.Add(queue);

        Assert.Equal([queue], await dirty.NextAsync(Ct));
    }

    [Fact]
    public async Task AddAt_TwoQueuesAtTheSameMoment_BothComeThen()
    {
        var (first, second) = (QueueId.New(), QueueId.New());
        var at = clock.GetUtcNow().AddSeconds(30);
        var (one, other) = (dirty.AddAtAsync(first, at, clock, Ct), dirty.AddAtAsync(second, at, clock, Ct));

        clock.Advance(TimeSpan.FromSeconds(30));
        await Task.WhenAll(one, other);

        Assert.Equal(new[] { first, second }.ToHashSet(), (await dirty.NextAsync(Ct)).ToHashSet());
    }

    [Fact]
    public async Task AddAt_TheSameMomentOfAQueueAgain_SetsNoSecondTimer()
    {
        var at = clock.GetUtcNow().AddSeconds(30);
        var queue = QueueId.New();
        var first = dirty.AddAtAsync(queue, at, clock, Ct);

        Assert.True(dirty.AddAtAsync(queue, at, clock, Ct).IsCompleted);
        Assert.False(first.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(30));
        await first;
    }

    [Fact]
    public void AddAt_FarAhead_IsLeftToTheSweep() =>
        Assert.True(dirty.AddAtAsync(QueueId.New(), clock.GetUtcNow().AddDays(1), clock, Ct).IsCompleted);
}
