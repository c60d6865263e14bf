using System.Data;
using Microsoft.Data.Sqlite;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>Prepared statements on a connection of its own. SQLite's work is synchronous; the log's loop runs beside the pool's other work.</summary>
internal sealed class SqliteLogSession : LogSession
{
    private readonly SqliteConnection connection;
    private readonly LogSql sql = new(DatabaseProvider.Sqlite);
    private readonly WriteGate gate;
    private readonly Dictionary<string, SqliteCommand> prepared = [];
    private SqliteTransaction? transaction;
    private WriteGate.Turn turn;

    public SqliteLogSession(string connectionString, WriteGate gate)
    {
        this.gate = gate;
        connection = new(connectionString);
    }

    public override async Task BeginAsync(CancellationToken ct)
    {
        if (connection.State is not ConnectionState.Open)
        {
            connection.Open();
            using var durable = connection.CreateCommand();
            durable.CommandText = "PRAGMA synchronous=FULL";
            durable.ExecuteNonQuery();
        }

        turn = await gate.EnterAsync(ct);
        try
        {
            transaction = connection.BeginTransaction(deferred: false);
        }
        catch
        {
            turn.Dispose();
            turn = default;
            throw;
        }
    }

    public override Task<List<Conversation>> LoadAsync(IReadOnlyList<ConversationId> ids, CancellationToken ct)
    {
        var found = new List<Conversation>(ids.Count);
        foreach (var id in ids)
        {
            using var reader = Command(sql.Load, ("Id", id.Value)).ExecuteReader();
            if (reader.Read()) found.Add(LogSql.ReadConversation(reader));
        }

        return Task.FromResult(found);
    }

    public override Task<List<TimelineEntry>> FindEntriesAsync(IReadOnlyList<(ConversationId Conversation, Guid Message)> keys, CancellationToken ct)
    {
        var found = new List<TimelineEntry>();
        foreach (var (conversation, message) in keys)
        {
            using var reader = Command(sql.FindEntry, ("ConversationId", conversation.Value), ("ClientMessageId", message)).ExecuteReader();
            if (reader.Read()) found.Add(LogSql.ReadEntry(reader));
        }

        return Task.FromResult(found);
    }

    public override Task<bool> ClaimAsync(UserId agent, CapacityClaim claim, DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult(Command(sql.Claim(claim), ("Id", agent.Value), ("Now", now.UtcTicks), ("Enabled", true)).ExecuteNonQuery() == 1);

    public override Task ReleaseAsync(UserId agent, CancellationToken ct)
    {
        Command(sql.Release, ("Id", agent.Value)).ExecuteNonQuery();
        return Task.CompletedTask;
    }

    public override Task WriteAsync(IReadOnlyCollection<Conversation> started, IReadOnlyCollection<Conversation> changed, IReadOnlyCollection<TimelineEntry> entries, CancellationToken ct)
    {
        foreach (var conversation in started) Command(sql.InsertConversation, LogSql.Values(conversation)).ExecuteNonQuery();
        foreach (var conversation in changed) Command(sql.UpdateConversation, LogSql.Values(conversation)).ExecuteNonQuery();
        foreach (var entry in entries) Command(sql.InsertEntry, LogSql.Values(entry)).ExecuteNonQuery();
        return Task.CompletedTask;
    }

    public override Task CommitAsync(CancellationToken ct)
    {
        transaction!.Commit();
        End();
        return Task.CompletedTask;
    }

    public override Task RollbackAsync()
    {
        try
        {
            transaction?.Rollback();
        }
        finally
        {
            End();
        }

        return Task.CompletedTask;
    }

    private void End()
    {
        transaction?.Dispose();
        transaction = null;
        turn.Dispose();
        turn = default;
    }

    private SqliteCommand Command(string text, params (string Name, object? Value)[] values) => Command(text, values.AsEnumerable());

    private SqliteCommand Command(string text, IEnumerable<(string Name, object? Value)> values)
    {
        if (!prepared.TryGetValue(text, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = text;
            prepared[text] = command;
        }

        command.Transaction = transaction;
        var i = 0;
        foreach (var (name, value) in values)
        {
            if (i == command.Parameters.Count) command.Parameters.AddWithValue("@" + name, value ?? DBNull.Value);
            else command.Parameters[i].Value = value ?? DBNull.Value;
            i++;
        }

        return command;
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values) command.Dispose();
        connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
