using System.Diagnostics;
using System.Globalization;

namespace Portal.Bench.Load;

/// <summary>
/// One conversation under load: numbers what each end sends, one at a time from each end as an outbox does, and checks what
/// arrives: at each end every message of both, once, in order, and both ends in the same order of the whole.
/// </summary>
internal sealed class LoadTalk : ILoadEar, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly long[][] due = [new long[64], new long[64]];
    private readonly int[] sent = [0, 0];
    private readonly int[,] next = { { 1, 1 }, { 1, 1 } };
    private readonly ulong[] order = [17, 17];
    private readonly int[] heard = [0, 0];
    private readonly Task[] outbox = [Task.CompletedTask, Task.CompletedTask];
    private readonly List<float> delays = [];
    private ILoadTalk? ends;
    private long lookedSince = long.MaxValue;
    private int doubled, reordered;

    /// <summary>
    /// The staff's end shows this conversation only now and then: what it shows live is timed, and only the customer's end is
    /// checked message by message.
    /// </summary>
    public bool Glimpses { get; private init; }

    /// <summary>Whether the staff's end shows it now.</summary>
    public bool IsLookedAt => Interlocked.Read(ref lookedSince) != long.MaxValue;

    public ILoadTalk Ends => ends!;

    /// <summary>Raised when a message has reached the other end; must not block.</summary>
    public Action<LoadTalk, End>? Reached { get; init; }

    /// <summary>Messages that were sent, and those of them that the server has taken.</summary>
    public int Sent => sent[0] + sent[1];

    public static async Task<LoadTalk> BeginAsync(ILoadTarget target, int number, Action<LoadTalk, End>? reached, CancellationToken ct)
    {
        var talk = new LoadTalk { Reached = reached };
        talk.ends = await target.BeginAsync(number, talk, ct);
        return talk;
    }

    public static async Task<LoadTalk> BeginAsync(Func<ILoadEar, Task<ILoadTalk>> begin, bool glimpses)
    {
        var talk = new LoadTalk { Glimpses = glimpses };
        talk.ends = await begin(talk);
        return talk;
    }

    /// <summary>The staff's end shows it from now on, or does not any more.</summary>
    public void Look(bool now) => Interlocked.Exchange(ref lookedSince, now ? Stopwatch.GetTimestamp() : long.MaxValue);

    /// <summary>Whether a history ends with the last message of each end, and has all before them in order.</summary>
    public bool Agrees(IReadOnlyList<(End From, string Text)> history)
    {
        int[] last = [sent[0], sent[1]];
        for (var i = history.Count - 1; i >= 0; i--)
        {
            if (NumberOf(history[i].Text) is { } number && number != last[(int)history[i].From]--) return false;
        }

        return sent.All(s => s == 0) || history.Count > 0;
    }

    /// <summary>Sends when everything before it from the same end has been taken. The delay counts from <paramref name="dueAt"/>.</summary>
    public Task SendAsync(End from, string words, long dueAt, CancellationToken ct)
    {
        lock (gate)
        {
            var number = ++sent[(int)from];
            ref var times = ref due[(int)from];
            if (number >= times.Length) Array.Resize(ref times, times.Length * 2);
            times[number] = dueAt;
            var before = outbox[(int)from];
            return outbox[(int)from] = SendAfterAsync(before, from, string.Create(CultureInfo.InvariantCulture, $"{number} {words}"), ct);
        }
    }

    /// <summary>Everything has been taken by the server.</summary>
    public Task AllTakenAsync()
    {
        lock (gate) return Task.WhenAll(outbox);
    }

    /// <summary>Whether both ends have everything.</summary>
    public bool IsComplete
    {
        get
        {
            lock (gate) return heard[0] >= Sent && (Glimpses || heard[1] >= Sent);
        }
    }

    public void Hear(End at, End from, ReadOnlySpan<char> text, long moment)
    {
        // What does not begin with a number belongs to the beginning of the conversation.
        if (NumberOf(text) is not { } number) return;
        lock (gate)
        {
            ref var expected = ref next[(int)at, (int)from];
            if (Glimpses && at is End.Staff)
            {
                if (number < expected) return;
                expected = number + 1;
                if (from is End.Customer && Measures && due[0][number] >= Interlocked.Read(ref lookedSince)) Time(from, number, moment);
                return;
            }

            if (number < expected)
            {
                doubled++;
                return;
            }

            if (number > expected) reordered++;
            expected = number + 1;
            heard[(int)at]++;
            order[(int)at] = ((order[(int)at] * 1099511628211) + (ulong)((number * 2) + (int)from)) ^ 0x9E3779B97F4A7C15;
            if (at != from && Measures) Time(from, number, moment);
        }

        if (at != from) Reached?.Invoke(this, from);
    }

    /// <summary>Whether delays are kept: off during the warm-up.</summary>
    public bool Measures { get; set; }

    /// <summary>Adds this conversation to the whole, once nothing is under way any more.</summary>
    public void AddTo(LoadFigures figures)
    {
        lock (gate)
        {
            figures.Sent += Sent;
            figures.Lost += Math.Max(0, Sent - heard[0]) + (Glimpses ? 0 : Math.Max(0, Sent - heard[1]));
            figures.Doubled += doubled;
            figures.Reordered += reordered + (!Glimpses && heard[0] == heard[1] && order[0] != order[1] ? 1 : 0);
            figures.Delays.AddRange(delays);
        }
    }

    public ValueTask DisposeAsync() => ends?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Time(End from, int number, long moment) => delays.Add((float)Stopwatch.GetElapsedTime(due[(int)from][number], moment).TotalMilliseconds);

    private static int? NumberOf(ReadOnlySpan<char> text) =>
        text.IndexOf(' ') is > 0 and var space && int.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task SendAfterAsync(Task before, End from, string text, CancellationToken ct)
    {
        // Never on the caller's stack: it holds the gate, and an end takes its page's lock to send, in the order opposite to Hear.
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await ends!.SendAsync(from, text, ct);
    }
}
