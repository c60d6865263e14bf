using System.Diagnostics;
using Portal.Bench.Circuits;
using Seen = Portal.Bench.Circuits.Arrival;

namespace Portal.E2E.Conversations.Faults;

/// <summary>
/// Somebody who writes message after message, as a browser's outbox does: one at a time, under the same id until there is an
/// answer, over lost connections, restarted servers and faults. Writes down what was sent, answered and seen.
/// </summary>
internal abstract class Talker(string name, History history, int seed) : IAsyncDisposable
{
    /// <summary>As the outbox: an answer that did not come by then is asked for again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Random random = new(seed);
    private int written;

    public string Name => name;

    /// <summary>Messages that were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>From the first attempt to the answer, of the message that took longest.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Why the newest attempt had no answer; null once one had.</summary>
    public string? Trouble { get; private set; }

    protected abstract Tab Tab { get; }

    /// <summary>Whether this page may see notes.</summary>
    protected abstract bool IsStaff { get; }

    /// <summary>How often the page took its circuit up again, and how often it had to begin anew.</summary>
    public (int Reconnects, int Reloads) Recoveries => (Tab.Reconnects, Tab.Reloads);

    /// <summary>How often the page stopped with a fault, which only a person could have ended.</summary>
    public int Stops => Tab.Faults;

    /// <summary>Another one after each load, and wherever else everything is drawn anew.</summary>
    public virtual int Page => Tab.Loads;

    /// <summary>Opens the page, however long that takes.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
                limit.CancelAfter(Patience);
                await EnterAsync(limit.Token);
                return;
            }
            catch (Exception fault) when (attempt < 20 && !ct.IsCancellationRequested && IsPassing(fault))
            {
                await Task.Delay(random.Next(200, 1000), ct);
            }
        }
    }

    /// <summary>Writes until <paramref name="enough"/>; a message that is under way then is still seen through until <paramref name="ct"/>.</summary>
    public async Task TalkAsync(TimeSpan shortest, TimeSpan longest, CancellationToken enough, CancellationToken ct)
    {
        while (!enough.IsCancellationRequested)
        {
            await SayAsync(ct);
            var pause = shortest + (random.NextDouble() * (longest - shortest));
            await Task.Delay(pause, enough).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Writes one message and returns when its answer is known, or nobody waits for it any more.</summary>
    public async Task<Guid> SayAsync(CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var text = $"{name} {++written:00000} {id:N}";
        history.Invoke(name, id, text);
        var began = Stopwatch.GetTimestamp();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
                limit.CancelAfter(Patience);
                var result = await SendAsync(id, text, limit.Token);
                if (result.Sent) history.Ok(id);
                else history.Fail(id, result.Reason);
                Answered++;
                Trouble = null;
                var took = Stopwatch.GetElapsedTime(began);
                if (took > Slowest) Slowest = took;
                break;
            }
            catch (Exception fault) when (IsPassing(fault))
            {
                // No answer: nobody knows. The same id again.
                Trouble = $"{fault.GetType().Name}: {fault.Message}";
                if (!ct.IsCancellationRequested) await Task.Delay(random.Next(50, 500), CancellationToken.None);
            }
        }

        return id;
    }

    /// <summary>One attempt to write something, without an outbox behind it.</summary>
    /// <exception cref="ServerFaultException">The server did not take it.</exception>
    public async Task TryAsync(CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var text = $"{name} once {id:N}";
        history.Invoke(name, id, text);
        await SendAsync(id, text, ct);
        history.Ok(id);
    }

    /// <summary>The texts of the messages on the page, as they stand there.</summary>
    public abstract Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct);

    protected abstract Task EnterAsync(CancellationToken ct);

    protected abstract Task<SendResult> SendAsync(Guid id, string text, CancellationToken ct);

    protected void Note(Seen arrival) => history.Arrive(name, Page, IsStaff, arrival.Text, arrival.Sequence == 0 ? null : arrival.Sequence);

    private static bool IsPassing(Exception fault) => fault is ServerFaultException || Tab.IsLoss(fault);

    public ValueTask DisposeAsync() => Tab.DisposeAsync();
}

/// <summary>A customer: the first message begins a conversation.</summary>
internal sealed class TalkingCustomer : Talker
{
    private readonly CustomerChat chat;

    /// <param name="token">Of a customer who has a page already: this is another tab of theirs.</param>
    public TalkingCustomer(string name, History history, int seed, Uri server, string? token = null) : base(name, history, seed) =>
        chat = new CustomerChat(server, "demo", token) { Arrived = Note };

    public string? Token => chat.Token;

    /// <summary>Null before the first answer.</summary>
    public Guid? Conversation => chat.Conversation;

    protected override Tab Tab => chat;

    protected override bool IsStaff => false;

    public override async Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct) => [.. (await chat.ReadAsync(ct)).Select(a => a.Text)];

    protected override Task EnterAsync(CancellationToken ct) => chat.OpenAsync(ct);

    protected override Task<SendResult> SendAsync(Guid id, string text, CancellationToken ct) => chat.SendAsync(id, text, ct);
}

/// <summary>Somebody of the team, who answers one customer.</summary>
internal sealed class TalkingDesk : Talker
{
    private readonly AgentDesk desk;
    private readonly TalkingCustomer with;
    private bool alive;

    public TalkingDesk(string name, History history, int seed, Uri server, Visitor signedIn, TalkingCustomer with) : base(name, history, seed)
    {
        this.with = with;
        desk = new AgentDesk(server, signedIn) { Arrived = Note };
    }

    protected override Tab Tab => desk;

    protected override bool IsStaff => true;

    public override int Page => desk.Loads + desk.Drawings;

    public override async Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct) => [.. (await desk.ReadAsync(ct)).Select(a => a.Text)];

    protected override async Task EnterAsync(CancellationToken ct)
    {
        if (!alive) await desk.OpenAsync(ct);
        alive = true;
        await desk.OpenAsync(with.Conversation!.Value, ct);
    }

    protected override Task<SendResult> SendAsync(Guid id, string text, CancellationToken ct) => desk.SendAsync(id, with.Conversation!.Value, text, ct);
}
