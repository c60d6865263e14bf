using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>
/// Writes the newest marks of all readers in one transaction, about five times a second, and tells both sides afterwards, a few at a
/// time: each mark that is told is drawn by two pages, and a message must not wait behind a hundred such drawings.
/// </summary>
public sealed class ReceiptLog : IReceiptLog, IAsyncDisposable
{
    private const int Attempts = 5;

    /// <summary>Facts that are told in one breath.</summary>
    private const int Breath = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Before the next attempt: a database that is away is not asked in a circle.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource stop = new();
    private readonly LogSessions sessions;
    private readonly IEventHub hub;
    private readonly TimeProvider clock;
    private readonly ILogger<ReceiptLog> logger;
    private readonly Task loop;
    private Dictionary<MarkKey, (Actor Actor, long Delivered, long Read)> waiting = [];
    private LogSession? session;
    private Task? ending;

    public ReceiptLog(LogSessions sessions, IEventHub hub, TimeProvider clock, ILogger<ReceiptLog> logger)
    {
        this.sessions = sessions;
        this.hub = hub;
        this.clock = clock;
        this.logger = logger;
        loop = Task.Run(RunAsync);
    }

    public void Advance(Actor reader, ConversationId id, long delivered, long read)
    {
        Keep(new(id, reader.Id), (reader, delivered, read));
        wake.Writer.TryWrite(true);
    }

    private async Task RunAsync()
    {
        while (await wake.Reader.WaitToReadAsync())
        {
            wake.Reader.TryRead(out _);
            var written = new List<IEvent>();
            var failed = false;
            try
            {
                await FlushAsync(written, CancellationToken.None);
            }
            catch (Exception error)
            {
                // They wait for the next attempt, together with what comes until then.
                logger.LogError(error, "Receipts could not be written");
                wake.Writer.TryWrite(true);
                failed = true;
            }

            try
            {
                await TellAsync(written);
                if (failed) await Task.Delay(AfterFailure, clock, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Takes the whole pause, and no more: by its end the next marks are written.</summary>
    private async Task TellAsync(IReadOnlyList<IEvent> facts)
    {
        var told = 0;
        var breaths = Math.Max(1, (facts.Count + Breath - 1) / Breath);
        try
        {
            for (var i = 0; i < breaths; i++)
            {
                for (var end = Math.Min(facts.Count, told + Breath); told < end; told++) hub.Publish(facts[told]);
                await Task.Delay(Pause / breaths, clock, stop.Token);
            }
        }
        finally
        {
            // The node is leaving: what has been written is told all the same.
            for (; told < facts.Count; told++) hub.Publish(facts[told]);
        }
    }

    private async Task FlushAsync(List<IEvent> written, CancellationToken ct)
    {
        Dictionary<MarkKey, (Actor Actor, long Delivered, long Read)> marks;
        lock (gate)
        {
            (marks, waiting) = (waiting, []);
        }

        // In one order on every node, so that two of them never wait for each other in a circle.
        Exception? failure = null;
        foreach (var part in marks.OrderBy(m => m.Key.Conversation.Value).ThenBy(m => m.Key.Reader).Chunk(200))
        {
            try
            {
                written.AddRange(await InsistAsync(part, ct));
            }
            catch (Exception error)
            {
                failure ??= error;
                foreach (var (key, mark) in part) Keep(key, mark);
            }
        }

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Only the newest of each reader and conversation is kept, so that an outage costs no more than those who read during it.</summary>
    private void Keep(MarkKey key, (Actor Actor, long Delivered, long Read) mark)
    {
        lock (gate)
        {
            var (_, d, r) = waiting.GetValueOrDefault(key, mark);
            waiting[key] = (mark.Actor, Math.Max(d, mark.Delivered), Math.Max(r, mark.Read));
        }
    }

    /// <summary>A person may have pages on several nodes, each of which writes their mark: whoever comes second reads again.</summary>
    private async Task<IReadOnlyList<IEvent>> InsistAsync(KeyValuePair<MarkKey, (Actor Actor, long Delivered, long Read)>[] marks, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await SaveAsync(marks, ct) is { } facts) return facts;
        }

        throw new InvalidOperationException($"{marks.Length} marks were moved by somebody else {Attempts} times in a row.");
    }

    /// <returns>Null when another node was faster.</returns>
    private async Task<IReadOnlyList<IEvent>?> SaveAsync(KeyValuePair<MarkKey, (Actor Actor, long Delivered, long Read)>[] marks, CancellationToken ct)
    {
        session ??= sessions.Open();
        await session.BeginAsync(ct);
        try
        {
            var stored = await session.LoadMarksAsync([.. marks.Select(m => m.Key)], ct);
            var facts = new List<IEvent>();
            var changes = new List<MarkChange>();
            foreach (var ((key, (actor, delivered, read)), mark) in marks.Zip(stored))
            {
                if (mark is null || !ConversationRules.MayRead(actor, mark.Customer)) continue;
                var (d, r) = (Math.Max(mark.Delivered, Math.Min(delivered, mark.Newest)), Math.Max(mark.Read, Math.Min(read, mark.Newest)));
                if ((d, r) == (mark.Delivered, mark.Read)) continue;
                var side = actor.Role is Role.Customer ? Side.Customer : Side.Staff;
                changes.Add(new(key, side, mark.IsNew, d, r));
                facts.Add(new ReceiptsAdvanced(Topic.Staff(key.Conversation), key.Conversation, side, key.Reader, d, r));
                facts.Add(new ReceiptsAdvanced(Topic.Customer(key.Conversation), key.Conversation, side, side is Side.Customer ? key.Reader : Guid.Empty, d, r));
                if (side is Side.Staff) facts.Add(new ReceiptsAdvanced(Topic.User(new(key.Reader)), key.Conversation, side, key.Reader, d, r));
            }

            if (changes.Count == 0)
            {
                await session.RollbackAsync();
                return facts;
            }

            if (!await session.WriteMarksAsync(changes, ct))
            {
                await session.RollbackAsync();
                return null;
            }

            await session.CommitAsync(ct);
            return facts;
        }
        catch
        {
            await session.RollbackAsync();
            throw;
        }
    }

    /// <summary>The container gives it back twice, once for itself and once for its port, and a node that leaves may do so meanwhile: it ends once, and all wait for that.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate) return new(ending ??= Task.Run(EndAsync));
    }

    private async Task EndAsync()
    {
        wake.Writer.TryComplete();
        await stop.CancelAsync();
        await loop;
        var last = new List<IEvent>();
        try
        {
            await FlushAsync(last, CancellationToken.None);
        }
        catch (Exception error)
        {
            logger.LogError(error, "The last receipts could not be written");
        }

        foreach (var fact in last) hub.Publish(fact);
        if (session is not null) await session.DisposeAsync();
        stop.Dispose();
    }
}
