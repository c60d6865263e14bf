using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Nodes;

/// <summary>
/// Lets this node's subscribers read the database again: once when something was lost, and again and again while something
/// may be. The database is the record; what the relay cannot tell is found there.
/// </summary>
public sealed class CatchUp(EventHub hub, RelayPeers peers, TimeProvider clock, IOptions<NodesOptions> options, ILogger<CatchUp> logger) : BackgroundService
{
    /// <summary>Losses come in bursts: those of one moment are met by one reading.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Thousands of pages do not read in the same moment.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(1);

    private const int Slices = 20;

    private volatile bool asked;
    private volatile bool reading;
    private bool missing;

    /// <summary>Nothing is being read again, and nothing waits to be.</summary>
    public bool IsAtRest => !asked && !reading && !peers.MayMiss;

    /// <summary>Everything on this node is read again, once.</summary>
    public void Everything() => asked = true;

    public void Topics(IEnumerable<Topic> topics)
    {
        foreach (var topic in topics) hub.Lag(topic);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, clock);
        // Nobody has heard of anything yet, so nothing can have been missed; the first beats are still on their way.
        var last = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stopping))
        {
            Tell();
            if (!asked && !(missing && clock.GetElapsedTime(last) >= options.Value.CatchUpEvery)) continue;
            reading = true;
            asked = false;
            last = clock.GetTimestamp();
            await EverythingAsync(stopping);
            reading = false;
        }
    }

    private void Tell()
    {
        if (peers.MayMiss == missing) return;
        missing = !missing;
        if (!missing)
        {
            logger.LogInformation("This node hears all others again");
            return;
        }

        logger.LogWarning(
            "This node may miss what happens on others ({Why}); its pages read the database every {Seconds} s",
            peers.IsHearing ? "a node fell silent" : "Redis does not carry events", options.Value.CatchUpEvery.TotalSeconds);
        asked = true;
    }

    private async Task EverythingAsync(CancellationToken stopping)
    {
        // A board is drawn by each node from what it reads itself.
        var topics = hub.Topics.Where(t => t.Kind is not TopicKind.Board).ToArray();
        Random.Shared.Shuffle(topics);
        foreach (var slice in topics.Chunk(Math.Max(1, (topics.Length + Slices - 1) / Slices)))
        {
            Topics(slice);
            if (topics.Length > Slices) await Task.Delay(Spread / Slices, clock, stopping);
        }
    }
}
