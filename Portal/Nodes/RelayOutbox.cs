using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Nodes;

/// <summary>
/// What waits to be told to other nodes. Putting in never waits: when it is full the event is dropped and its topic
/// remembered, so that the next envelope can say what must be read again.
/// </summary>
public sealed class RelayOutbox
{
    /// <summary>Topics that are remembered by name; beyond that everything has to be read again.</summary>
    private const int MostLost = 500;

    private readonly Channel<(IEvent Fact, DateTimeOffset At)> queue;
    private readonly Lock gate = new();
    private readonly HashSet<Topic> lost = [];
    private readonly TimeProvider clock;
    private readonly int hintLimit;
    private bool lostTooMany;

    public RelayOutbox(TimeProvider clock, IOptions<NodesOptions> options)
    {
        this.clock = clock;
        var most = options.Value.LongestQueue;
        hintLimit = most / 4;
        queue = Channel.CreateBounded<(IEvent, DateTimeOffset)>(new BoundedChannelOptions(most) { SingleReader = true });
    }

    public int Waiting => queue.Reader.Count;

    public void Add(IEvent fact)
    {
        // A hint that comes late is worth nothing, and nobody misses it.
        if (IsHint(fact) && Waiting > hintLimit) return;
        if (!queue.Writer.TryWrite((fact, clock.GetUtcNow()))) Lose(fact);
    }

    /// <summary>Gone after a moment anyway: nobody has to read for it.</summary>
    public static bool IsHint(IEvent fact) => fact is SomebodyTyping or SomebodyViewing;

    /// <summary>Completes when something waits.</summary>
    public async Task WaitAsync(CancellationToken ct) => await queue.Reader.WaitToReadAsync(ct);

    /// <summary>The next events, in their order; none when nothing waits.</summary>
    /// <param name="since">When the oldest of them was published.</param>
    public List<IEvent> Take(int most, out DateTimeOffset? since)
    {
        since = null;
        var taken = new List<IEvent>();
        while (taken.Count < most && queue.Reader.TryRead(out var next))
        {
            since ??= next.At;
            taken.Add(next.Fact);
        }

        return taken;
    }

    /// <summary>The topics of everything that was lost since the last call; null when there are too many to name.</summary>
    public IReadOnlyCollection<Topic>? TakeLost()
    {
        lock (gate)
        {
            IReadOnlyCollection<Topic>? taken = lostTooMany ? null : [.. lost];
            lost.Clear();
            lostTooMany = false;
            return taken;
        }
    }

    /// <summary>An envelope did not get through: its events, and what it had said about earlier losses, are lost now.</summary>
    public void Failed(IReadOnlyList<IEvent> events, IReadOnlyCollection<Topic>? saidLost)
    {
        lock (gate)
        {
            if (saidLost is null) lostTooMany = true;
            else foreach (var topic in saidLost) Note(topic);
        }

        foreach (var fact in events) Lose(fact);
    }

    private void Lose(IEvent fact)
    {
        if (IsHint(fact)) return;
        lock (gate) Note(fact.Topic);
    }

    private void Note(Topic topic)
    {
        if (lostTooMany || lost.Contains(topic)) return;
        if (lost.Count >= MostLost) lostTooMany = true;
        else lost.Add(topic);
    }
}
