using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Insights;

/// <summary>
/// This node's live board. Events change it in memory; the database is read once at the start, then every
/// <see cref="InsightsOptions.ReadEvery"/> and whenever events were missed, never for a viewer. Viewers share the snapshot.
/// </summary>
public sealed class LiveBoard(IInsightsStore store, IEventHub hub, TimeProvider clock, IOptions<InsightsOptions> options, ILogger<LiveBoard> logger)
{
    /// <summary>Time moves figures too: the last hour goes on, waits pass their standard.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private BoardFacts facts = BoardFacts.None;
    private List<IEvent>? duringRead;
    private bool mustRead = true;
    private DateTimeOffset nextRead = DateTimeOffset.MinValue;
    private DateTimeOffset? readAt;
    private bool failed;
    private BoardSnapshot current = BoardSnapshot.Unread;
    private long revision;

    /// <summary>The board as it stands; null for those who do not lead.</summary>
    public BoardSnapshot? Read(Actor actor) => actor.Leads ? Volatile.Read(ref current) : null;

    /// <summary>Keeps the board until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        // Subscribed before the first read: what happens in between is applied to what was read.
        using var desk = hub.Subscribe(Topic.Desk, Take);
        using var agents = hub.Subscribe(Topic.Agents, Take);
        using var setup = hub.Subscribe(Topic.Setup, Take);
        while (true)
        {
            await ReadWhenDueAsync(ct);
            await NameAsync(ct);
            Draw();
            await Task.Delay(options.Value.Gather, clock, ct);
            await SomethingOrBeatAsync(ct);
        }
    }

    private ValueTask Take(IEvent fact)
    {
        lock (gate)
        {
            if (!Apply(fact)) return ValueTask.CompletedTask;
            duringRead?.Add(fact);
        }

        changes.Writer.TryWrite(true);
        return ValueTask.CompletedTask;
    }

    /// <returns>False for what does not concern the board.</returns>
    private bool Apply(IEvent fact)
    {
        switch (fact)
        {
            case ConversationChanged changed:
                facts = LiveBoardRules.Apply(facts, changed);
                return true;
            case AgentChanged changed:
                facts = LiveBoardRules.Apply(facts, changed);
                return true;
            case Lagged or ConversationsRemoved:
                mustRead = true;
                return true;
            default:
                // Setup events carry ids only, and are rare: read.
                if (fact.Topic != Topic.Setup) return false;
                mustRead = true;
                return true;
        }
    }

    private async Task ReadWhenDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            // A clock that was set back must not put the next read off.
            if (!mustRead && now < nextRead && nextRead - now <= options.Value.ReadEvery) return;
            mustRead = false;
            duringRead = [];
        }

        try
        {
            var read = await store.ReadBoardAsync(now, ct);
            lock (gate)
            {
                facts = read;
                foreach (var fact in duringRead!) Apply(fact);
            }

            (readAt, failed, nextRead) = (now, false, now + options.Value.ReadEvery);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            logger.LogError(error, "The live board could not be read from the database; it goes on with events and tries again");
            (failed, nextRead) = (true, now + Beat);
        }
        finally
        {
            lock (gate) duringRead = null;
        }
    }

    private async Task NameAsync(CancellationToken ct)
    {
        IReadOnlyCollection<CustomerId> nameless;
        lock (gate) nameless = LiveBoardRules.Nameless(facts);
        if (nameless.Count == 0) return;
        try
        {
            var names = await store.NamesAsync(nameless, ct);
            lock (gate) facts = facts with { Names = facts.Names.SetItems(names) };
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            logger.LogError(error, "The live board could not read {Count} names of customers", nameless.Count);
            failed = true;
        }
    }

    private void Draw()
    {
        BoardFacts drawn;
        lock (gate) drawn = facts;
        var board = LiveBoardRules.Draw(drawn, clock.GetUtcNow()) with { ReadAt = readAt, IsBehind = failed };
        Volatile.Write(ref current, board with { Trend = readAt is null ? [] : LiveBoardRules.Sampled(current.Trend, board) });
        hub.Publish(new BoardChanged(++revision));
    }

    private async Task SomethingOrBeatAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beat = Task.Delay(Beat, clock, stop.Token);
        var something = changes.Reader.WaitToReadAsync(stop.Token).AsTask();
        await Task.WhenAny(beat, something);
        await stop.CancelAsync();
        ct.ThrowIfCancellationRequested();
        changes.Reader.TryRead(out _);
    }
}
