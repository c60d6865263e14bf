using System.Collections.Concurrent;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Live;

/// <summary>
/// Compares, twice a minute, how far each open chat of this node has come with what is stored. An event that got lost shows at the next
/// one; this is for the last one, after which nothing follows. All chats share a query for a few hundred of them.
/// </summary>
public sealed class ChatHeartbeat(IConversationStore conversations, TimeProvider clock, ILogger<ChatHeartbeat> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>Conversations of one query.</summary>
    private const int Most = 500;

    private readonly ConcurrentDictionary<object, Watched> watched = new(ReferenceEqualityComparer.Instance);

    /// <param name="last">The number of the last entry that the chat shows; read at any time, on any thread.</param>
    /// <param name="behind">Called when more is stored.</param>
    public IDisposable Watch(ConversationId conversation, Func<long> last, Func<Task> behind)
    {
        var place = new Watched(this, conversation, last, behind);
        watched[place] = place;
        return place;
    }

    /// <summary>Looks once.</summary>
    public async Task BeatAsync(CancellationToken ct)
    {
        foreach (var part in watched.Values.Chunk(Most))
        {
            var stored = await conversations.ReadLastPublicAsync([.. part.Select(w => w.Conversation).Distinct()], ct);
            foreach (var chat in part)
            {
                if (stored.TryGetValue(chat.Conversation, out var last) && last > chat.Last()) await chat.Behind();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await BeatAsync(stoppingToken);
                }
                catch (Exception error) when (!stoppingToken.IsCancellationRequested)
                {
                    logger.LogWarning(error, "Open chats could not be compared with what is stored");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node ends.
            return;
        }
    }

    private sealed record Watched(ChatHeartbeat Owner, ConversationId Conversation, Func<long> Last, Func<Task> Behind) : IDisposable
    {
        public void Dispose() => Owner.watched.TryRemove(this, out _);
    }
}
