using System.Text.Json;
using Portal.Domain.Shared;
using StackExchange.Redis;

namespace Portal.Nodes;

/// <summary>Hears what other nodes tell and publishes it here, under the topic that its origin decided.</summary>
public sealed class RelayReceiver(EventHub hub, RelayPeers peers, CatchUp catchUp, RelayMeters meters, RedisLink redis, TimeProvider clock, ILogger<RelayReceiver> logger) : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long complainedAt;
    private bool complained;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await HearAsync(stopping);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                // A node that cannot hear is slower, not useless: it must not end for it.
                logger.LogError(error, "Listening to other nodes failed; it begins again");
                await Task.Delay(Pause, clock, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>One after the other, in the order in which Redis hands them over. After a lost connection the client subscribes again.</summary>
    private async Task HearAsync(CancellationToken stopping)
    {
        var subscriber = (await redis.ConnectAsync()).GetSubscriber();
        var envelopes = await SubscribeAsync(subscriber, stopping);
        try
        {
            while (true) Take((byte[]?)(await envelopes.ReadAsync(stopping)).Message ?? []);
        }
        finally
        {
            envelopes.Unsubscribe(CommandFlags.FireAndForget);
        }
    }

    /// <summary>What one envelope changes here.</summary>
    public void Take(byte[] bytes)
    {
        RelayEnvelope envelope;
        try
        {
            envelope = RelayCodec.Decode(bytes);
        }
        catch (JsonException error)
        {
            Complain(error, bytes.Length);
            return;
        }

        var reception = peers.Take(envelope, out var returned);
        if (returned) catchUp.Everything();
        if (envelope.Node == peers.Self || reception is Reception.Repeated) return;
        if (envelope.Since is { } since) meters.Lag(clock.GetUtcNow() - since);
        if (reception is Reception.Gap || (reception is Reception.Named && envelope.Lost is null)) catchUp.Everything();
        else if (reception is Reception.Named) catchUp.Topics(envelope.Lost!);
        foreach (var fact in envelope.Events)
        {
            if (fact is Lagged) catchUp.Topics([fact.Topic]);
            else hub.Publish(fact);
        }
    }

    /// <summary>The client subscribes on its own as soon as Redis is there; only the request may fail before that.</summary>
    private async Task<ChannelMessageQueue> SubscribeAsync(ISubscriber subscriber, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await subscriber.SubscribeAsync(redis.Channel);
            }
            catch (Exception error) when (error is RedisException or TimeoutException)
            {
                logger.LogDebug("Redis is not there yet: {Why}", error.GetType().Name);
                await Task.Delay(Pause, clock, stopping);
            }
        }
    }

    /// <summary>Never the content: it is a message of somebody.</summary>
    private void Complain(JsonException error, int length)
    {
        if (complained && clock.GetElapsedTime(complainedAt) < Quiet) return;
        (complained, complainedAt) = (true, clock.GetTimestamp());
        logger.LogWarning("Dropped {Length} bytes from Redis that are no envelope of a known version (at {Path})", length, error.Path ?? "the beginning");
    }
}
