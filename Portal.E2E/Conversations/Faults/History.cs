using System.Diagnostics;

namespace Portal.E2E.Conversations.Faults;

/// <summary>What a sender knows about a message when everything is over.</summary>
public enum Answer
{
    /// <summary>Asked for at least once, and no answer ever came: it may have been written or not.</summary>
    Unknown,

    /// <summary>The sender was told that it is sent.</summary>
    Ok,

    /// <summary>The sender was told that it was refused.</summary>
    Fail,
}

/// <summary>One message as its sender saw it. Orders are places in the history, the only clock that the checker uses.</summary>
/// <param name="Invoked">Before the first attempt; further attempts use the same id and are the same send.</param>
/// <param name="Answered">After the answer; null while unknown.</param>
public sealed record Send(string Client, Guid Id, string Text, long Invoked, Answer Answer = Answer.Unknown, long? Answered = null)
{
    public string? Why { get; init; }
}

/// <summary>A message that appeared on somebody's page, in the order in which it stood there.</summary>
/// <param name="Page">A new one after each load: pages begin with what is newest, and go on from there.</param>
/// <param name="Staff">Whether this observer may see notes.</param>
/// <param name="Sequence">Where the page shows one.</param>
public sealed record Arrival(string Observer, int Page, bool Staff, string Text, long? Sequence, long Order);

/// <summary>How far a reader has come according to the database, and what the newest entry was in the same snapshot.</summary>
public sealed record MarkSample(Guid Conversation, Guid Reader, long Delivered, long Read, long Newest, long Order);

/// <summary>Everything that clients did and saw, from many threads, in one order.</summary>
public sealed class History
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Send> sends = [];
    private readonly List<Arrival> arrivals = [];
    private readonly List<MarkSample> marks = [];
    private readonly HashSet<(string Observer, int Page)> settled = [];
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<TimeSpan> times = [];

    /// <summary>Since the history began.</summary>
    public TimeSpan Now => clock.Elapsed;

    /// <summary>When that place in the history was, to compare it with the logs of others.</summary>
    public TimeSpan TimeOf(long order)
    {
        lock (gate) return times[(int)order - 1];
    }

    public IReadOnlyList<Send> Sends
    {
        get { lock (gate) return [.. sends.Values.OrderBy(s => s.Invoked)]; }
    }

    public IReadOnlyList<Arrival> Arrivals
    {
        get { lock (gate) return [.. arrivals]; }
    }

    public IReadOnlyList<MarkSample> Marks
    {
        get { lock (gate) return [.. marks]; }
    }

    /// <summary>The pages that were still open at the end, and had time to show everything.</summary>
    public IReadOnlySet<(string Observer, int Page)> Settled
    {
        get { lock (gate) return settled.ToHashSet(); }
    }

    public void Invoke(string client, Guid id, string text)
    {
        lock (gate) sends.TryAdd(id, new Send(client, id, text, Next()));
    }

    public void Ok(Guid id) => End(id, Answer.Ok, null);

    public void Fail(Guid id, string? why) => End(id, Answer.Fail, why);

    public void Arrive(string observer, int page, bool staff, string text, long? sequence = null)
    {
        lock (gate) arrivals.Add(new Arrival(observer, page, staff, text, sequence, Next()));
    }

    public void Mark(Guid conversation, Guid reader, long delivered, long read, long newest)
    {
        lock (gate) marks.Add(new MarkSample(conversation, reader, delivered, read, newest, Next()));
    }

    public void Settle(string observer, int page)
    {
        lock (gate) settled.Add((observer, page));
    }

    private long Next()
    {
        times.Add(clock.Elapsed);
        return times.Count;
    }

    private void End(Guid id, Answer answer, string? why)
    {
        lock (gate)
        {
            var send = sends[id];
            // The first answer counts: what a person was told cannot be taken back by a later one.
            if (send.Answer is Answer.Unknown) sends[id] = send with { Answer = answer, Answered = Next(), Why = why };
        }
    }
}
