using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>
/// Writes the newest marks of all readers in one save, about five times a second, and tells both sides afterwards, a few at a
/// time: each mark that is told is drawn by two pages, and a message must not wait behind a hundred such drawings.
/// </summary>
public sealed class ReceiptLog : IReceiptLog, IAsyncDisposable
{
    private const int Attempts = 5;

    /// <summary>Facts that are told in one breath.</summary>
    private const int Breath = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource stop = new();
    private readonly IDbContextFactory<PortalDbContext> contexts;
    private readonly IEventHub hub;
    private readonly TimeProvider clock;
    private readonly ILogger<ReceiptLog> logger;
    private readonly Task loop;
    private Dictionary<(ConversationId Conversation, Guid Reader), (Actor Actor, long Delivered, long Read)> waiting = [];

    public ReceiptLog(IDbContextFactory<PortalDbContext> contexts, IEventHub hub, TimeProvider clock, ILogger<ReceiptLog> logger)
    {
        this.contexts = contexts;
        this.hub = hub;
        this.clock = clock;
        this.logger = logger;
        loop = Task.Run(RunAsync);
    }

    public void Advance(Actor reader, ConversationId id, long delivered, long read)
    {
        lock (gate)
        {
            var (_, d, r) = waiting.GetValueOrDefault((id, reader.Id), (reader, 0, 0));
            waiting[(id, reader.Id)] = (reader, Math.Max(d, delivered), Math.Max(r, read));
        }

        wake.Writer.TryWrite(true);
    }

    private async Task RunAsync()
    {
        while (await wake.Reader.WaitToReadAsync())
        {
            wake.Reader.TryRead(out _);
            var written = new List<IEvent>();
            try
            {
                await FlushAsync(written, CancellationToken.None);
            }
            catch (Exception error)
            {
                // A lost mark is repeated by the next message that is read; nothing else depends on it.
                logger.LogError(error, "Receipts could not be written");
            }

            try
            {
                await TellAsync(written);
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
        Dictionary<(ConversationId Conversation, Guid Reader), (Actor Actor, long Delivered, long Read)> marks;
        lock (gate)
        {
            (marks, waiting) = (waiting, []);
        }

        foreach (var part in marks.Chunk(200)) written.AddRange(await InsistAsync(part, ct));
    }

    /// <summary>A person may have pages on several nodes, each of which writes their mark: whoever comes second reads again.</summary>
    private async Task<IReadOnlyList<IEvent>> InsistAsync(IReadOnlyList<KeyValuePair<(ConversationId Conversation, Guid Reader), (Actor Actor, long Delivered, long Read)>> marks, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SaveAsync(marks, ct);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // The mark has been moved or made, or the conversation erased, between reading and writing.
            }
        }
    }

    private async Task<IReadOnlyList<IEvent>> SaveAsync(IReadOnlyList<KeyValuePair<(ConversationId Conversation, Guid Reader), (Actor Actor, long Delivered, long Read)>> marks, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = marks.Select(m => m.Key.Conversation).Distinct().ToList();
        var conversations = await db.Conversations.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        // All of a conversation's few marks: asking for the readers too would try every reader with every conversation.
        var stored = await db.ReadMarks.Where(m => ids.Contains(m.ConversationId)).ToDictionaryAsync(m => (m.ConversationId, m.ReaderId), ct);

        var facts = new List<IEvent>();
        foreach (var ((id, reader), (actor, delivered, read)) in marks)
        {
            if (!conversations.TryGetValue(id, out var conversation) || !ConversationRules.MayRead(actor, conversation)) continue;
            var side = actor.Role is Role.Customer ? Side.Customer : Side.Staff;
            if (!stored.TryGetValue((id, reader), out var mark))
            {
                mark = new ReadMark { ConversationId = id, ReaderId = reader, Side = side };
                db.ReadMarks.Add(mark);
            }

            var newest = conversation.LastSequence;
            var (d, r) = (Math.Max(mark.Delivered, Math.Min(delivered, newest)), Math.Max(mark.Read, Math.Min(read, newest)));
            if ((d, r) == (mark.Delivered, mark.Read)) continue;
            (mark.Delivered, mark.Read) = (d, r);
            facts.Add(new ReceiptsAdvanced(Topic.Staff(id), id, side, reader, d, r));
            facts.Add(new ReceiptsAdvanced(Topic.Customer(id), id, side, side is Side.Customer ? reader : Guid.Empty, d, r));
            if (side is Side.Staff) facts.Add(new ReceiptsAdvanced(Topic.User(new(reader)), id, side, reader, d, r));
        }

        await db.SaveChangesAsync(ct);
        return facts;
    }

    public async ValueTask DisposeAsync()
    {
        // The container gives it back twice: once for itself, once for its port.
        if (stop.IsCancellationRequested) return;
        wake.Writer.TryComplete();
        await stop.CancelAsync();
        await loop;
        var last = new List<IEvent>();
        await FlushAsync(last, CancellationToken.None);
        foreach (var fact in last) hub.Publish(fact);
        stop.Dispose();
    }
}
