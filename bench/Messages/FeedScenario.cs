using System.Collections.Concurrent;
using System.Diagnostics;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Bench.Messages;

/// <summary>From the end of the commit, which publishes, to the subscriber's handler.</summary>
internal static class FeedScenario
{
    private const int Senders = 16;

    public static async Task<(double P50, double P99, int Count)> MeasureAsync(
        Product product, IReadOnlyList<(ConversationId Id, Actor Customer)> conversations, int topics, int seconds)
    {
        var delays = new ConcurrentBag<double>();
        var subscriptions = new List<IDisposable>();
        product.Hub.Measures = true;
        for (var i = 0; i < topics; i++)
        {
            var id = i < conversations.Count ? conversations[i].Id : ConversationId.New();
            subscriptions.Add(product.Hub.Subscribe(Topic.Staff(id), fact =>
            {
                if (fact is EntryPosted posted && product.Hub.Since(posted) is { } delay) delays.Add(delay);
                return ValueTask.CompletedTask;
            }));
        }

        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(n => Task.Run(async () =>
        {
            while (clock.Elapsed.TotalSeconds < seconds) await MessagesScenario.PostAsync(product, conversations[n]);
        })));
        product.Hub.Measures = false;
        foreach (var subscription in subscriptions) subscription.Dispose();
        var sorted = delays.Order().ToArray();
        return (sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)], sorted.Length);
    }
}
