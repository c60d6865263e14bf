using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using SQLitePCL;

namespace Portal.Data.Conversations;

/// <summary>
/// Group commit: takes whatever has queued up, from any number of conversations, and commits it as one transaction, so that
/// one flush of the disk makes many messages durable. While one transaction commits, the next one fills.
/// </summary>
public sealed class ConversationLog : IConversationLog, IAsyncDisposable
{
    public const string MeterName = "Portal.Conversations";

    /// <summary>Requests of one transaction. More would only add waiting to the first of them.</summary>
    private const int LargestBatch = 256;

    /// <summary>Requests that may wait; beyond that senders wait too, instead of memory growing.</summary>
    private const int LongestQueue = 8192;

    /// <summary>A fraction of what a flush costs on a fast disk.</summary>
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMicroseconds(100);

    /// <summary>How often a request is tried that the database takes back in favour of others. Its sender tries again too.</summary>
    private const int MostAttempts = 5;

    /// <summary>Before the second attempt; doubled before each further one. Everybody else waits as long.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("portal.log.batch", "{requests}", "Requests per transaction");
    private static readonly Histogram<double> WriteTime = Meter.CreateHistogram<double>("portal.log.write", "ms", "Loading, deciding and writing of one transaction, waiting for its turn included");
    private static readonly Histogram<double> CommitTime = Meter.CreateHistogram<double>("portal.log.commit", "ms", "Making one transaction durable");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("portal.log.failures", "{requests}", "Requests that the database failed");

    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly LogSessions sessions;
    private readonly ServiceStandards standards;
    private readonly IEventHub hub;
    private readonly TimeProvider clock;
    private readonly ILogger<ConversationLog> logger;
    private readonly UnknownOutcomes unknown;
    private readonly LogHealth health;
    private readonly Task loop;
    private volatile Exception? broken;

    public ConversationLog(LogSessions sessions, ServiceStandards standards, IEventHub hub, TimeProvider clock, ILogger<ConversationLog> logger)
    {
        this.sessions = sessions;
        this.standards = standards;
        this.hub = hub;
        this.clock = clock;
        this.logger = logger;
        unknown = new UnknownOutcomes(clock);
        health = new LogHealth(clock);
        loop = Task.Run(RunAsync);
    }

    /// <summary>
    /// Set once the disk failed underneath the embedded database. What a failed flush left behind cannot be known, so nothing
    /// is written until the process starts again and the database recovers from its own journal.
    /// </summary>
    public bool IsBroken => broken is not null;

    /// <summary>Whether the newest requests were all failed by the database, of which the last one a moment ago.</summary>
    public bool IsRefusing => health.IsRefusing;

    public async Task<LogResult> WriteAsync(LogRequest request, CancellationToken ct)
    {
        if (broken is not null) throw new IOException("The disk failed; nothing is written until Portal starts again.", broken);
        // The token stops waiting for room only. Once queued, the request runs to its end: an answer must not be lost half-way.
        var pending = new Pending(request);
        if (!queue.Writer.TryWrite(pending)) await queue.Writer.WriteAsync(pending, ct);
        return await pending.Answer.Task;
    }

    private async Task RunAsync()
    {
        // Begun by whoever first asked for the log: its work must not count as theirs for ever.
        Activity.Current = null;
        await using var session = sessions.Open();
        var batch = new List<Pending>(LargestBatch);
        var expected = 1;
        while (await WaitAsync(session))
        {
            Collect(batch, expected);
            expected = batch.Count;
            await CommitAsync(session, batch);
            batch.Clear();
        }
    }

    /// <returns>False when there will be no more. What the database may have stored unseen is looked for meanwhile.</returns>
    private async Task<bool> WaitAsync(LogSession session)
    {
        var ready = queue.Reader.WaitToReadAsync();
        if (!unknown.Any) return await ready;
        var next = ready.AsTask();
        while (unknown.Any)
        {
            if (unknown.IsDue) await TellFoundAsync(session);
            if (next.IsCompleted) break;
            await Task.WhenAny(next, Task.Delay(UnknownOutcomes.LookAgain, clock));
        }

        return await next;
    }

    /// <summary>Tells what is stored although its transaction seemed to fail.</summary>
    private async Task<IReadOnlyList<FoundOutcome>> TellFoundAsync(LogSession session)
    {
        try
        {
            var found = await unknown.LookAsync(session, CancellationToken.None);
            foreach (var outcome in found)
            {
                logger.LogWarning("A write to conversation {Conversation} was committed although its answer was lost", outcome.Request.Id);
                foreach (var fact in ConversationEvents.Of(outcome.Written)) hub.Publish(fact);
            }

            return found;
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "The database does not say yet whether a lost commit was made");
            return [];
        }
    }

    /// <summary>
    /// Takes what waits. Whoever was answered by the last transaction is likely to send again at once: for as many as that the
    /// next one waits a moment, or the first of them would pay for a flush alone. Single messages never wait.
    /// </summary>
    private void Collect(List<Pending> batch, int expected)
    {
        var began = Stopwatch.GetTimestamp();
        while (batch.Count < LargestBatch)
        {
            if (queue.Reader.TryRead(out var next)) batch.Add(next);
            else if (batch.Count >= expected || Stopwatch.GetElapsedTime(began) > LongestGathering) return;
            else Thread.Yield();
        }
    }

    private async Task CommitAsync(LogSession session, List<Pending> batch, int attempt = 1)
    {
        try
        {
            await TryCommitAsync(session, batch);
        }
        catch (Exception error) when (batch.Count == 1 && attempt < MostAttempts && session.GaveWay(error))
        {
            // Many together are never tried again together: alone they lock less.
            await Task.Delay(FirstPause * (1 << (attempt - 1)));
            await CommitAsync(session, batch, attempt + 1);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_IOERR)
        {
            broken = error;
            Failures.Add(batch.Count);
            logger.LogCritical(error, "The disk failed under the database. Nothing is written until Portal starts again");
            foreach (var pending in batch) pending.Answer.TrySetException(error);
        }
        catch (Exception error)
        {
            var left = await AnswerFoundAsync(session, batch);
            if (batch.Count == 1)
            {
                if (left.Count > 0) Fail(batch[0], error);
                return;
            }

            // One bad entry must not take its neighbours with it: each is tried alone.
            logger.LogWarning(error, "A transaction of {Count} requests failed; each is tried alone", batch.Count);
            foreach (var pending in left) await CommitAsync(session, [pending]);
        }
    }

    private void Fail(Pending pending, Exception error)
    {
        Failures.Add(1);
        health.Failed();
        logger.LogError(error, "A write to conversation {Conversation} failed", pending.Request.Id);
        pending.Answer.TrySetException(error);
    }

    /// <summary>Answers whom the failed transaction has served all the same.</summary>
    /// <returns>Those who still wait.</returns>
    private async Task<List<Pending>> AnswerFoundAsync(LogSession session, List<Pending> batch)
    {
        if (!unknown.Any) return batch;
        var found = (await TellFoundAsync(session)).Where(f => f.IsCertain).ToDictionary<FoundOutcome, LogRequest, LogResult>(f => f.Request, f => f.Written, ReferenceEqualityComparer.Instance);
        foreach (var pending in batch)
        {
            if (found.TryGetValue(pending.Request, out var written)) pending.Answer.TrySetResult(written);
        }

        return [.. batch.Where(p => !found.ContainsKey(p.Request))];
    }

    private async Task TryCommitAsync(LogSession session, List<Pending> batch)
    {
        var began = Stopwatch.GetTimestamp();
        // One transaction belongs to many requests, each with a trace of its own: it is linked to all of them.
        using var span = Spans.Source.StartActivity("log commit", ActivityKind.Internal, parentContext: default, links: batch.Select(p => p.Link).OfType<ActivityLink>());
        span?.SetTag("portal.batch", batch.Count);
        long wrote;
        List<object> outcomes;
        try
        {
            // What was still waiting when the disk failed.
            if (broken is not null) throw new IOException("The disk failed; nothing is written until Portal starts again.", broken);
            // This node's own copy: read before the transaction, and only at first or for a queue that is new.
            var promised = await standards.ForAsync(batch.Select(p => p.Request.Start).OfType<Conversation>().Select(c => c.QueueId), CancellationToken.None);
            await session.BeginAsync(CancellationToken.None);
            outcomes = await new LogBatch(session, promised, clock.GetUtcNow()).RunAsync([.. batch.Select(p => p.Request)], CancellationToken.None);
            wrote = Stopwatch.GetTimestamp();
            await MakeDurableAsync(session, batch, outcomes);
        }
        catch
        {
            await session.RollbackAsync();
            throw;
        }

        health.Committed();

        BatchSize.Record(batch.Count);
        WriteTime.Record(Stopwatch.GetElapsedTime(began, wrote).TotalMilliseconds);
        CommitTime.Record(Stopwatch.GetElapsedTime(wrote).TotalMilliseconds);

        // In the order of the commit, before anybody is told: whoever hears of an entry finds it in the store.
        using (Spans.Source.StartActivity("publish"))
        {
            foreach (var written in outcomes.OfType<LogResult.Written>())
            {
                foreach (var fact in ConversationEvents.Of(written)) hub.Publish(fact);
            }
        }

        for (var i = 0; i < batch.Count; i++)
        {
            // An attempt before this one may have succeeded unseen; only one that writes anew shows that none has.
            if (outcomes[i] is LogResult.Written written) unknown.Forget(written);
            if (outcomes[i] is Exception error) batch[i].Answer.TrySetException(error);
            else batch[i].Answer.TrySetResult((LogResult)outcomes[i]);
        }
    }

    private async Task MakeDurableAsync(LogSession session, List<Pending> batch, List<object> outcomes)
    {
        try
        {
            await session.CommitAsync(CancellationToken.None);
        }
        catch (Exception error) when (session.MayHaveCommitted(error))
        {
            unknown.Add(batch.Zip(outcomes).Where(o => o.Second is LogResult.Written).Select(o => (o.First.Request, (LogResult.Written)o.Second)));
            throw;
        }
    }

    /// <summary>Commits what was accepted and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private sealed class Pending(LogRequest request)
    {
        public LogRequest Request => request;

        public ActivityLink? Link { get; } = Activity.Current is { } sender ? new(sender.Context) : null;

        public TaskCompletionSource<LogResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
