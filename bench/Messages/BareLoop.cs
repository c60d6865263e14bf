using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Portal.Bench.Messages;

/// <summary>
/// What the disk gives without a product: rows of the same columns into one table with the same primary key, from as many
/// conversations, under the same pragmas (WAL, synchronous=FULL); no check, no other index, no state to keep. Either one row per transaction, or one transaction for as many rows as wait.
/// </summary>
internal sealed class BareLoop : IAsyncDisposable
{
    private readonly Channel<(Guid Conversation, long Id, string Text, TaskCompletionSource Done)> waiting = Channel.CreateUnbounded<(Guid, long, string, TaskCompletionSource)>(new() { SingleReader = true });
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

    public Task WriteAsync(Guid conversation, string text)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((conversation, Interlocked.Increment(ref next), text, done));
        return done.Task;
    }

    private async Task RunAsync()
    {
        var batch = new List<(Guid Conversation, long Id, string Text, TaskCompletionSource Done)>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < largest && waiting.Reader.TryRead(out var row)) batch.Add(row);
            using (var transaction = connection.BeginTransaction(deferred: false))
            {
                insert.Transaction = transaction;
                foreach (var (conversation, id, text, _) in batch)
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

            foreach (var (_, _, _, done) in batch) done.SetResult();
            batch.Clear();
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
}
