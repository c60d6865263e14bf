using System.Diagnostics;
using System.Text.Json;
using Portal.Bench.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Bench.Messages;

/// <summary>Closed loops: each sender waits for its answer before it sends again.</summary>
internal static class MessagesScenario
{
    public const string Help = "  --seconds N   length of each measured part, default 5\n  --topics N    subscribed topics while the feed is measured, default 1000";

    private static readonly int[] Concurrency = [1, 16, 256];
    private const string Text = "I was charged twice for my order and the second payment is still pending. Can you look into it, please?";

    public static async Task RunAsync(string[] args)
    {
        var seconds = Arguments.Number(args, "--seconds", 5);
        var topics = Arguments.Number(args, "--topics", 1000);
        var directory = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        try
        {
            await using var product = await Product.StartAsync(directory);
            var conversations = await product.BeginAsync(256);
            await Closed(16, 2, n => PostAsync(product, conversations[n]));

            Console.WriteLine($"{"senders",8} {"PostMessage/s",14} {"one row/s",10} {"batched/s",10} {"of batched",11} {"of one row",11} {"bytes/msg",10} {"write µs",9} {"flush µs",9} {"rest µs",9}");
            var result = new SortedDictionary<string, object>();
            foreach (var n in Concurrency)
            {
                // Interleaved, so that a disk that slows down in the middle is fair to all three.
                double mine = 0, one = 0, many = 0, bytes = 0, write = 0, commit = 0;
                for (var round = 0; round < 3; round++)
                {
                    var part = seconds / 3.0;
                    one += await Bare(directory, false, n, part);
                    many += await Bare(directory, true, n, part);
                    var before = GC.GetTotalAllocatedBytes(true);
                    using var meters = new LogMeters();
                    var rate = await Closed(n, part, i => PostAsync(product, conversations[i]));
                    write += meters.PerMessage.Write / 3;
                    commit += meters.PerMessage.Commit / 3;
                    bytes += (GC.GetTotalAllocatedBytes(true) - before) / (rate * part);
                    mine += rate;
                }

                (mine, one, many, bytes) = (mine / 3, one / 3, many / 3, bytes / 3);
                Console.WriteLine($"{n,8} {mine,14:N0} {one,10:N0} {many,10:N0} {mine / many,11:P0} {mine / one,11:N1} {bytes,10:N0} {write,9:N0} {commit,9:N0} {(1_000_000 / mine) - write - commit,9:N0}");
                result[$"at{n}"] = new { messagesPerSecond = Math.Round(mine), oneRowPerSecond = Math.Round(one), batchedPerSecond = Math.Round(many), ratioToBatched = Math.Round(mine / many, 3), ratioToOneRow = Math.Round(mine / one, 2), bytesPerMessage = Math.Round(bytes), writeMicroseconds = Math.Round(write), flushMicroseconds = Math.Round(commit) };
            }

            var (p50, p99, count) = await FeedScenario.MeasureAsync(product, conversations, topics, seconds);
            Console.WriteLine($"feed: {count:N0} events with {topics:N0} topics subscribed, commit to subscriber p50 {p50:N3} ms, p99 {p99:N3} ms");
            result["feed"] = new { topics, p50Ms = Math.Round(p50, 3), p99Ms = Math.Round(p99, 3) };
            result["scenario"] = "messages";
            Console.WriteLine(JsonSerializer.Serialize(result));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    internal static async Task PostAsync(Product product, (ConversationId Id, Actor Customer) to)
    {
        var outcome = await product.Post.ExecuteAsync(to.Customer, to.Id, NewMessage.OfText(Guid.CreateVersion7(), Text), CancellationToken.None);
        if (outcome is not PostOutcome.Sent) throw new InvalidOperationException($"Not sent: {outcome}");
    }

    private static async Task<double> Bare(string directory, bool batched, int senders, double seconds)
    {
        await using var loop = new BareLoop(directory, batched);
        var conversations = Enumerable.Range(0, senders).Select(_ => Guid.CreateVersion7()).ToArray();
        return await Closed(senders, seconds, n => loop.WriteAsync(conversations[n], Text));
    }

    /// <returns>Completed sends per second.</returns>
    private static async Task<double> Closed(int senders, double seconds, Func<int, Task> send)
    {
        var clock = Stopwatch.StartNew();
        var sent = await Task.WhenAll(Enumerable.Range(0, senders).Select(n => Task.Run(async () =>
        {
            long count = 0;
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                await send(n);
                count++;
            }

            return count;
        })));
        return sent.Sum() / clock.Elapsed.TotalSeconds;
    }
}
