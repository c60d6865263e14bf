using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Portal.Bench.Messages;

/// <summary>
/// What the disk gives without a product: rows of the same columns into one table with the same primary key, from as many
/// conversations, under the same pragmas (WAL, synchronous=FULL); no check, no other index, no state to keep. Either one row per transaction, or one transaction for as many rows as wait.
/// </summary>
/// <remarks>With <see cref="Gathers"/> it waits for those whom the last transaction answered, for as long as the product's log does.</remarks>
internal sealed class BareLoop : IAsyncDisposable
{
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMicroseconds(100);

    private readonly Channel<Row> waiting = Channel.CreateUnbounded<Row>(new() { SingleReader = true });
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;
    private readonly int largest;
    private readonly Task writer;
    private long next;

    public BareLoop(string directory, bool batched)
    {
        largest = batched ? 256 : 1;
        connection = new($"Data Source={Path.Combine(directory, $"bare-{batched}-{Guid.NewGuid():N}.db")};Pooling=False");
        connection.Open();
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL");
        Execute("""
            CREATE TABLE Entries (ConversationId TEXT NOT NULL, Sequence INTEGER NOT NULL, ClientMessageId TEXT NOT NULL, Kind INTEGER NOT NULL, Audience INTEGER NOT NULL,
            AuthorRole INTEGER NOT NULL, AuthorId TEXT NOT NULL, AuthorName TEXT NOT NULL, Text TEXT, CreatedAt INTEGER NOT NULL, PRIMARY KEY (ConversationId, Sequence))
            """);
        insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Entries VALUES (@c, @s, @m, 0, 0, 0, @a, 'Mara', @t, @w)";
        foreach (var name in (string[])["@c", "@s", "@m", "@a", "@t", "@w"]) insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        writer = Task.Run(RunAsync);
    }

    public bool Gathers { get; init; }

    /// <param name="committed">Called after the commit, in its order, before anybody is answered. Must not block.</param>
    public Task WriteAsync(Guid conversation, string text, Action? committed = null)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite(new(conversation, Interlocked.Increment(ref next), text, committed, done));
        return done.Task;
    }

    private async Task RunAsync()
    {
        var batch = new List<Row>();
        var expected = 1;
        while (await waiting.Reader.WaitToReadAsync())
        {
            Collect(batch, expected);
            expected = batch.Count;
            using (var transaction = connection.BeginTransaction(deferred: false))
            {
                insert.Transaction = transaction;
                foreach (var (conversation, id, text, _, _) in batch)
                {
                    insert.Parameters[0].Value = conversation;
                    insert.Parameters[1].Value = id;
                    insert.Parameters[2].Value = Guid.CreateVersion7();
                    insert.Parameters[3].Value = Guid.Empty;
                    insert.Parameters[4].Value = text;
                    insert.Parameters[5].Value = DateTime.UtcNow.Ticks;
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            foreach (var row in batch) row.Committed?.Invoke();
            foreach (var row in batch) row.Done.SetResult();
            batch.Clear();
        }
    }

    private void Collect(List<Row> batch, int expected)
    {
        var began = Stopwatch.GetTimestamp();
        while (batch.Count < largest)
        {
            if (waiting.Reader.TryRead(out var next)) batch.Add(next);
            else if (!Gathers || batch.Count >= expected || Stopwatch.GetElapsedTime(began) > LongestGathering) return;
            else Thread.Yield();
        }
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await writer;
        insert.Dispose();
        await connection.DisposeAsync();
    }

    private readonly record struct Row(Guid Conversation, long Id, string Text, Action? Committed, TaskCompletionSource Done);
}
