using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Portal.Data;
using Portal.Data.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Conversations;

public abstract class ReceiptLogCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    [Fact]
    public async Task Advance_Mark_IsMovedForwardAndNeverBack()
    {
        var (agent, conversation) = await TalkAsync();

        await WriteAsync(agent, conversation, delivered: 3, read: 1);
        Assert.Equal((3, 1), await MarkAsync(agent, conversation));
        await WriteAsync(agent, conversation, delivered: 2, read: 2);
        Assert.Equal((3, 2), await MarkAsync(agent, conversation));
        await WriteAsync(agent, conversation, delivered: 1000, read: 1000);
        Assert.Equal((4, 4), await MarkAsync(agent, conversation));
    }

    [Fact]
    public async Task Advance_SomebodyElsesConversation_WritesAndTellsNothing()
    {
        var (_, conversation) = await TalkAsync();
        var hub = new RecordingHub();
        var stranger = World.Visitor();

        await using (var log = Log(hub: hub)) log.Advance(stranger, conversation, 2, 2);

        Assert.Empty(hub.Facts);
        await using var db = Database.Open();
        Assert.False(await db.ReadMarks.AnyAsync(m => m.ReaderId == stranger.Id, Ct));
    }

    [Fact]
    public async Task Advance_AnotherNodeMovesTheMarkInBetween_DoesNotSetItBack()
    {
        SkipWhereOneProcessWrites();
        var (agent, conversation) = await TalkAsync();
        await WriteAsync(agent, conversation, delivered: 1, read: 0);

        await WriteAsync(agent, conversation, delivered: 2, read: 1, inBetween: () => Move(agent, conversation, delivered: 4, read: 0));

        Assert.Equal((4, 1), await MarkAsync(agent, conversation));
    }

    [Fact]
    public async Task Advance_AnotherNodeMakesTheMarkInBetween_KeepsTheHigher()
    {
        SkipWhereOneProcessWrites();
        var (agent, conversation) = await TalkAsync();

        await WriteAsync(agent, conversation, delivered: 2, read: 2, inBetween: () => Make(agent, conversation, delivered: 3, read: 1));

        Assert.Equal((3, 2), await MarkAsync(agent, conversation));
    }

    [Fact]
    public async Task Advance_ConversationErasedInBetween_KeepsTheMarksOfOthers()
    {
        SkipWhereOneProcessWrites();
        var (agent, erased) = await TalkAsync();
        var (_, kept) = await TalkAsync();
        await WriteAsync(agent, erased, 1, 0);

        await using (var log = Log(() =>
        {
            using var db = Database.Open();
            db.Conversations.Where(c => c.Id == erased).ExecuteDelete();
        }))
        {
            log.Advance(agent, erased, 2, 2);
            log.Advance(agent, kept, 2, 2);
        }

        Assert.Equal((2, 2), await MarkAsync(agent, kept));
    }

    [Fact]
    public async Task Advance_ManyReaders_AreAllToldAFewAtATime()
    {
        var (_, id) = await TalkAsync();
        var readers = Enumerable.Range(0, 40).Select(i => new Actor(Guid.CreateVersion7(), Role.Agent, $"Reader {i}")).ToList();
        var clock = new FakeTimeProvider();
        var hub = new RecordingHub();
        await using (var log = new ReceiptLog(Get<LogSessions>(), hub, clock, NullLogger<ReceiptLog>.Instance))
        {
            foreach (var reader in readers) log.Advance(reader, id, 2, 1);
            for (var before = 0; Told().Count < readers.Count; before = hub.Facts.Count)
            {
                Assert.InRange(hub.Facts.Count - before, 0, 16);
                clock.Advance(TimeSpan.FromMilliseconds(1));
                await Task.Yield();
                Ct.ThrowIfCancellationRequested();
            }
        }

        Assert.Equal(readers.Select(r => r.Id).Order(), Told().Order());

        HashSet<Guid> Told() => [.. hub.Facts.OfType<ReceiptsAdvanced>().Select(f => f.Reader).Where(r => r != Guid.Empty)];
    }

    [Fact]
    public async Task Advance_DatabaseAwayForAMoment_WritesWhatWasReadMeanwhile()
    {
        var (agent, id) = await TalkAsync();
        var clock = new FakeTimeProvider();
        var hub = new RecordingHub();
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var away = true;
        await using (var log = new ReceiptLog(
            new LogSessions(() => new Interrupted(Get<LogSessions>().Open(), Fail)), hub, clock, NullLogger<ReceiptLog>.Instance))
        {
            log.Advance(agent, id, 3, 1);
            await failed.Task;
            log.Advance(agent, id, 2, 2);
            while (!hub.Facts.OfType<ReceiptsAdvanced>().Any())
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
                Ct.ThrowIfCancellationRequested();
            }
        }

        Assert.Equal((3, 2), await MarkAsync(agent, id));

        void Fail()
        {
            if (!away) return;
            away = false;
            failed.SetResult();
            throw new IOException("The database is away.");
        }
    }

    [Fact]
    public async Task DisposeAsync_BySeveralAtOnce_EndsOnceAndWritesWhatWaits()
    {
        var (agent, id) = await TalkAsync();
        for (var round = 0; round < 50; round++)
        {
            var log = Log();
            log.Advance(agent, id, 3, 3);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await log.DisposeAsync())));
        }

        Assert.Equal((3, 3), await MarkAsync(agent, id));
    }

    private async Task<(Actor Agent, ConversationId Conversation)> TalkAsync()
    {
        var world = await new World(Database).BuildAsync();
        var (id, customer) = await world.BeginAsync();
        foreach (var text in new[] { "two", "three", "four" }) await world.Post.ExecuteAsync(customer, id, NewMessage.OfText(Guid.CreateVersion7(), text), Ct);
        return (await world.HireAsync("Ines"), id);
    }

    private async Task WriteAsync(Actor reader, ConversationId id, long delivered, long read, Action? inBetween = null)
    {
        await using var log = Log(inBetween);
        log.Advance(reader, id, delivered, read);
    }

    /// <param name="inBetween">Happens once, after everything has been read and before the first mark is written.</param>
    private ReceiptLog Log(Action? inBetween = null, IEventHub? hub = null) =>
        new(new LogSessions(() => new Interrupted(Get<LogSessions>().Open(), inBetween)), hub ?? Database.Hub, TimeProvider.System, NullLogger<ReceiptLog>.Instance);

    private void SkipWhereOneProcessWrites() =>
        Assert.SkipWhen(Get<DatabaseOptions>().Provider is DatabaseProvider.Sqlite, "SQLite's marks are read and written under one lock: there is nothing in between.");

    private void Move(Actor reader, ConversationId id, long delivered, long read)
    {
        using var db = Database.Open();
        db.ReadMarks.Where(m => m.ConversationId == id && m.ReaderId == reader.Id).ExecuteUpdate(m => m.SetProperty(x => x.Delivered, delivered).SetProperty(x => x.Read, read));
    }

    private void Make(Actor reader, ConversationId id, long delivered, long read)
    {
        using var db = Database.Open();
        db.ReadMarks.Add(new() { ConversationId = id, ReaderId = reader.Id, Side = Side.Staff, Delivered = delivered, Read = read });
        db.SaveChanges();
    }

    private async Task<(long, long)> MarkAsync(Actor reader, ConversationId id)
    {
        await using var db = Database.Open();
        var mark = await db.ReadMarks.AsNoTracking().SingleAsync(m => m.ConversationId == id && m.ReaderId == reader.Id, Ct);
        return (mark.Delivered, mark.Read);
    }

    private sealed class Interrupted(LogSession real, Action? inBetween) : ThroughSession(real)
    {
        private Action? next = inBetween;

        public override Task<bool> WriteMarksAsync(IReadOnlyList<MarkChange> changes, CancellationToken ct)
        {
            Interlocked.Exchange(ref next, null)?.Invoke();
            return base.WriteMarksAsync(changes, ct);
        }
    }
}

public sealed class ReceiptLogOnSqliteTests(SqliteTestDatabase database) : ReceiptLogCases<SqliteTestDatabase>(database);

public sealed class ReceiptLogOnPostgreSqlTests(PostgreSqlTestDatabase database) : ReceiptLogCases<PostgreSqlTestDatabase>(database);

public sealed class ReceiptLogOnSqlServerTests(SqlServerTestDatabase database) : ReceiptLogCases<SqlServerTestDatabase>(database);
