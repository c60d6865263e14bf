using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Portal.Data.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Conversations;

/// <summary>The database commits, and its answer is lost: what is stored must be told, whoever is still there to ask for it.</summary>
public abstract class LostCommitCases<TDatabase>(TDatabase database) : StoreTests<TDatabase>(database) where TDatabase : TestDatabase
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly RecordingHub hub = new();

    [Fact]
    public async Task Write_AnswerToTheCommitIsLost_AnswersAndTellsOnce()
    {
        var (id, customer) = await TalkAsync();
        await using var log = Log(new Line { LosesAnswers = 1 });

        var result = Assert.IsType<LogResult.Written>(await log.WriteAsync(Message(id, customer, "heard"), Ct));

        Assert.Equal("heard", Assert.Single(result.Entries).Text);
        Assert.Equal(["heard"], Told());
    }

    [Fact]
    public async Task Write_DatabaseAwayAfterTheLostAnswer_TellsWhenItIsBackThoughNobodySendsAgain()
    {
        var (id, customer) = await TalkAsync();
        var line = new Line { LosesAnswers = 1, IsAwayAfterwards = true };
        await using var log = Log(line);

        await Assert.ThrowsAsync<IOException>(() => log.WriteAsync(Message(id, customer, "stored"), Ct));
        Assert.Empty(Told());
        line.IsAwayAfterwards = false;
        await UntilToldAsync();

        Assert.Equal(["stored"], Told());
    }

    [Fact]
    public async Task Write_SentAgainAfterTheLostAnswer_IsAnsweredAsRepeatedAndToldOnce()
    {
        var (id, customer) = await TalkAsync();
        var line = new Line { LosesAnswers = 1, IsAwayAfterwards = true };
        await using var log = Log(line);
        var request = Message(id, customer, "twice");

        await Assert.ThrowsAsync<IOException>(() => log.WriteAsync(request, Ct));
        line.IsAwayAfterwards = false;
        Assert.IsType<LogResult.Repeated>(await log.WriteAsync(request with { }, Ct));
        await UntilToldAsync();

        Assert.Equal(["twice"], Told());
    }

    [Fact]
    public async Task Write_CommitThatFailedIndeed_IsTriedAgainAndToldOnce()
    {
        var (id, customer) = await TalkAsync();
        await using var log = Log(new Line { RefusesCommits = 1 });
        var request = Message(id, customer, "again");

        await Assert.ThrowsAsync<IOException>(() => log.WriteAsync(request, Ct));
        Assert.Empty(Told());
        Assert.IsType<LogResult.Written>(await log.WriteAsync(request with { }, Ct));
        clock.Advance(TimeSpan.FromSeconds(2));
        await log.WriteAsync(request with { }, Ct);

        Assert.Equal(["again"], Told());
    }

    [Fact]
    public async Task Write_ChangeWithoutAnEntryWhoseAnswerIsLost_TellsWhatIsStoredNow()
    {
        var (id, _) = await TalkAsync();
        await using var log = Log(new Line { LosesAnswers = 1 });

        await Assert.ThrowsAsync<IOException>(() => log.WriteAsync(new LogRequest(id, (c, _) => c.Priority == 7 ? new Decision.Refuse(Refusal.NothingToDo) : new Decision.Write(c with { Priority = 7 }, [])), Ct));

        Assert.Equal(7, hub.Facts.OfType<ConversationChanged>().First().After.Priority);
    }

    private async Task<(ConversationId Id, Actor Customer)> TalkAsync() => await (await new World(Database).BuildAsync()).BeginAsync();

    private ConversationLog Log(Line line) => new(
        new LogSessions(() => new OnALine(Get<LogSessions>().Open(), line)), Get<ServiceStandards>(), hub, clock, NullLogger<ConversationLog>.Instance);

    private static LogRequest Message(ConversationId id, Actor sender, string text)
    {
        var draft = new EntryDraft(Guid.CreateVersion7(), EntryKind.Text, Audience.Everyone, sender) { Text = text };
        return new LogRequest(id, (c, now) => ConversationRules.Post(c, draft, 1_000_000, now)) { Message = draft };
    }

    private IEnumerable<string?> Told() => hub.Facts.OfType<EntryPosted>().Where(p => p.Topic == Topic.Staff(p.Entry.ConversationId)).Select(p => p.Entry.Text);

    private async Task UntilToldAsync()
    {
        while (!Told().Any())
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            Ct.ThrowIfCancellationRequested();
        }
    }

    private sealed class Line
    {
        public int LosesAnswers;
        public int RefusesCommits;
        public volatile bool IsAwayAfterwards;
    }

    private sealed class OnALine(LogSession real, Line line) : ThroughSession(real)
    {
        private bool lost;

        public override Task BeginAsync(CancellationToken ct) =>
            lost && line.IsAwayAfterwards ? throw new IOException("The database is away.") : base.BeginAsync(ct);

        public override async Task CommitAsync(CancellationToken ct)
        {
            if (line.RefusesCommits-- > 0) throw new IOException("The line broke before the commit arrived.");
            await base.CommitAsync(ct);
            if (line.LosesAnswers-- <= 0) return;
            lost = true;
            throw new IOException("The line broke before the answer arrived.");
        }

        public override bool MayHaveCommitted(Exception error) => true;
    }
}

public sealed class LostCommitOnSqliteTests(SqliteTestDatabase database) : LostCommitCases<SqliteTestDatabase>(database);

public sealed class LostCommitOnPostgreSqlTests(PostgreSqlTestDatabase database) : LostCommitCases<PostgreSqlTestDatabase>(database);

public sealed class LostCommitOnSqlServerTests(SqlServerTestDatabase database) : LostCommitCases<SqlServerTestDatabase>(database);
