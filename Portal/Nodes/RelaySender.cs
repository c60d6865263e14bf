using Microsoft.Extensions.Options;
using Portal.Data.Conversations;
using Portal.Domain.Shared;
using StackExchange.Redis;

namespace Portal.Nodes;

/// <summary>Tells the other nodes what happened here, and once a beat that this node is there.</summary>
public sealed class RelaySender(RelayOutbox outbox, RelayPeers peers, RedisLink redis, RelayMeters meters, AttachmentFolder folder, TimeProvider clock, IOptions<NodesOptions> options, ILogger<RelaySender> logger)
    : BackgroundService
{
    /// <summary>Events of one envelope: a burst costs few round trips, and no envelope grows beyond reason.</summary>
    private const int MostTogether = 128;

    private Guid folderId;
    private long number;
    private long confirmed;
    private bool failing;

    /// <summary>Before anybody is served: a node that cannot write its attachments does not start.</summary>
    public override async Task StartAsync(CancellationToken ct)
    {
        folderId = await folder.IdentifyAsync(ct);
        await base.StartAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var subscriber = (await redis.ConnectAsync()).GetSubscriber();
        // The first beat goes out at once: who listens knows that number one was heard.
        await SendAsync(subscriber, [], null, isLast: false);
        var beat = BeatAsync(stopping);
        var something = outbox.WaitAsync(stopping);
        while (!stopping.IsCancellationRequested)
        {
            await Task.WhenAny(something, beat);
            if (stopping.IsCancellationRequested) break;
            var events = outbox.Take(MostTogether, out var since);
            if (something.IsCompleted) something = outbox.WaitAsync(stopping);
            if (beat.IsCompleted) beat = BeatAsync(stopping);
            // While Redis is away there is nothing to hurry for; the queue keeps what it can.
            if (!await SendAsync(subscriber, events, since, isLast: false)) await Task.WhenAny(beat);
        }

        await SayGoodbyeAsync(subscriber);
    }

    private Task BeatAsync(CancellationToken stopping) => Task.Delay(options.Value.Beat, clock, stopping);

    private async Task SayGoodbyeAsync(ISubscriber subscriber)
    {
        for (var rest = outbox.Take(MostTogether, out var since); rest.Count > 0; rest = outbox.Take(MostTogether, out since))
        {
            if (!await SendAsync(subscriber, rest, since, isLast: false)) return;
        }

        await SendAsync(subscriber, [], null, isLast: true);
    }

    private async Task<bool> SendAsync(ISubscriber subscriber, List<IEvent> events, DateTimeOffset? since, bool isLast)
    {
        var lost = outbox.TakeLost();
        var envelope = new RelayEnvelope(peers.Self, ++number, confirmed, lost, folderId, isLast, events, since);
        try
        {
            await subscriber.PublishAsync(redis.Channel, RelayCodec.Encode(envelope));
            confirmed = number;
            meters.Sent(events.Count);
            if (failing) logger.LogInformation("Redis takes events again");
            failing = false;
            return true;
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            outbox.Failed(events, lost);
            meters.Lost(events.Count);
            if (!failing) logger.LogWarning("Redis does not take events: {Why}. Other nodes read the database meanwhile", error.GetType().Name);
            failing = true;
            return false;
        }
    }
}
