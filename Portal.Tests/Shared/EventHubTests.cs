using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Shared;

namespace Portal.Tests.Shared;

public sealed class EventHubTests
{
    private static readonly Topic Here = Topic.Staff(ConversationId.New());
    private readonly EventHub hub = new(NullLogger<EventHub>.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_FromOneThread_ArrivesInOrderAndOnlyOnItsTopic()
    {
        var seen = new List<int>();
        var done = new TaskCompletionSource();
        using var mine = hub.Subscribe(Here, fact =>
        {
            seen.Add(((Numbered)fact).Number);
            if (seen.Count == 100) done.SetResult();
            return ValueTask.CompletedTask;
        });
        var foreign = 0;
        using var other = hub.Subscribe(Topic.Desk, _ => { foreign++; return ValueTask.CompletedTask; });

        for (var i = 0; i < 100; i++) hub.Publish(new Numbered(Here, i));
        await done.Task.WaitAsync(Ct);

        Assert.Equal(Enumerable.Range(0, 100), seen);
        Assert.Equal(0, foreign);
    }

    [Fact]
    public async Task Publish_OfWhatDoesNotConcernASubscriber_IsNotHandedToIt()
    {
        var seen = new List<int>();
        var done = new TaskCompletionSource();
        using var even = hub.Subscribe(Here, fact =>
        {
            seen.Add(((Numbered)fact).Number);
            if (seen.Count == 3) done.SetResult();
            return ValueTask.CompletedTask;
        }, fact => fact is Numbered { Number: var n } && (n % 2 == 0 || n / (n - 3) > 1_000));

        // The question itself fails for 3: who cannot tell gets it.
        for (var i = 1; i <= 4; i++) hub.Publish(new Numbered(Here, i));
        await done.Task.WaitAsync(Ct);

        Assert.Equal([2, 3, 4], seen);
    }

    [Fact]
    public async Task Publish_ToASlowSubscriber_NeverWaitsAndTellsItToReadAgain()
    {
        var open = new TaskCompletionSource();
        var lagged = new TaskCompletionSource();
        var handled = 0;
        using var slow = hub.Subscribe(Here, async fact =>
        {
            if (fact is Lagged) lagged.TrySetResult();
            handled++;
            await open.Task;
        });
        var quick = new ConcurrentQueue<IEvent>();
        var all = new TaskCompletionSource();
        using var fast = hub.Subscribe(Topic.Desk, fact =>
        {
            quick.Enqueue(fact);
            if (quick.Count == 50) all.SetResult();
            return ValueTask.CompletedTask;
        });

        for (var i = 0; i < EventHub.Backlog * 4; i++) hub.Publish(new Numbered(Here, i));
        for (var i = 0; i < 50; i++) hub.Publish(new Numbered(Topic.Desk, i));

        await all.Task.WaitAsync(Ct);
        open.SetResult();
        await lagged.Task.WaitAsync(Ct);
        Assert.True(handled <= EventHub.Backlog + 2);
    }

    [Fact]
    public async Task Publish_AHandlerThatFails_DoesNotStopTheNextEvent()
    {
        var second = new TaskCompletionSource();
        using var subscriber = hub.Subscribe(Here, fact =>
        {
            if (((Numbered)fact).Number == 1) throw new InvalidOperationException("broken");
            second.SetResult();
            return ValueTask.CompletedTask;
        });

        hub.Publish(new Numbered(Here, 1));
        hub.Publish(new Numbered(Here, 2));

        await second.Task.WaitAsync(Ct);
    }

    [Fact]
    public void Dispose_TheLastSubscriber_ForgetsTheTopic()
    {
        var (a, b) = (hub.Subscribe(Here, _ => ValueTask.CompletedTask), hub.Subscribe(Here, _ => ValueTask.CompletedTask));
        a.Dispose();
        Assert.Equal(1, hub.TopicCount);
        b.Dispose();
        b.Dispose();
        Assert.Equal(0, hub.TopicCount);
    }

    [Fact]
    public async Task Dispose_WhileOthersSubscribe_LosesNobody()
    {
        var kept = new ConcurrentBag<IDisposable>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                using var brief = hub.Subscribe(Here, _ => ValueTask.CompletedTask);
                if (i % 50 == 0) kept.Add(hub.Subscribe(Here, _ => ValueTask.CompletedTask));
            }
        }, Ct)));

        foreach (var subscription in kept) subscription.Dispose();
        Assert.Equal(32, kept.Count);
        Assert.Equal(0, hub.TopicCount);
    }

    private sealed record Numbered(Topic Topic, int Number) : IEvent;
}
