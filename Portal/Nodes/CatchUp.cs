using Microsoft.Extensions.Options;
using Portal.Domain.Shared;

namespace Portal.Nodes;

/// <summary>
/// Lets this node's subscribers read the database again where something was lost: those of a topic, or all of them. The database
/// is the record; what the relay cannot tell is found there.
/// </summary>
public sealed class CatchUp(EventHub hub, NodeMembers members, RelayPeers peers, TimeProvider clock, IOptions<NodesOptions> options, ILogger<CatchUp> logger) : BackgroundService
{
    /// <summary>Losses come in bursts: those of one moment are met by one reading.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Thousands of pages do not read in the same moment: so many at a time, and never longer than <see cref="Longest"/>.</summary>
    private const int Slice = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private HashSet<Topic> waiting = [];
    private volatile bool asked;
    private volatile bool reading;
    private bool missing;

    /// <summary>Nothing is being read again, and nothing waits to be.</summary>
    public bool IsAtRest
    {
        get
        {
            lock (gate) return !asked && !reading && waiting.Count == 0 && !members.MayMiss;
        }
    }

    /// <summary>Everything on this node is read again, once.</summary>
    public void Everything() => asked = true;

    /// <summary>What is open of these is read again. Lists and boards, which everybody has open, wait for their turn.</summary>
    public void Topics(IEnumerable<Topic> topics)
    {
        lock (gate) waiting.UnionWith(topics);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, clock);
        var shared = clock.GetTimestamp() - (long)(options.Value.CatchUpEvery.TotalSeconds * clock.TimestampFrequency);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            Tell();
            var turn = clock.GetElapsedTime(shared) >= options.Value.CatchUpEvery;
            reading = true;
            var topics = asked ? All() : Due(turn);
            if (topics.Any(IsShared)) shared = clock.GetTimestamp();
            await ReadAsync(topics, stopping);
            reading = false;
        }
    }

    private void Tell()
    {
        if (members.MayMiss == missing) return;
        missing = !missing;
        if (missing) logger.LogWarning("This node may miss what happens on others ({Why}); they say in the database what to read", peers.IsHearing ? "a node is silent" : "Redis does not carry events");
        else logger.LogInformation("This node hears all others again");
    }

    /// <summary>A board is drawn by each node from what it reads itself.</summary>
    private Topic[] All()
    {
        asked = false;
        lock (gate) waiting.Clear();
        var topics = hub.Topics.Where(t => t.Kind is not TopicKind.Board).ToArray();
        Random.Shared.Shuffle(topics);
        return topics;
    }

    private Topic[] Due(bool turn)
    {
        lock (gate)
        {
            if (waiting.Count == 0) return [];
            var due = waiting.Where(t => turn || !IsShared(t)).ToArray();
            waiting.ExceptWith(due);
            return due;
        }
    }

    private async Task ReadAsync(Topic[] topics, CancellationToken stopping)
    {
        var slice = Math.Max(Slice, topics.Length / (int)(Longest / Pause));
        foreach (var some in topics.Chunk(slice))
        {
            foreach (var topic in some) hub.Lag(topic);
            if (topics.Length > slice) await Task.Delay(Pause, clock, stopping);
        }
    }

    private static bool IsShared(Topic topic) => topic.Kind is TopicKind.Desk or TopicKind.Agents or TopicKind.Setup;
}
