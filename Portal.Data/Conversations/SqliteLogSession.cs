using System.Data;
using Microsoft.Data.Sqlite;
using Portal.Data.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>Prepared statements on a connection of its own. SQLite's work is synchronous; the log's loop runs beside the pool's other work.</summary>
internal sealed class SqliteLogSession(string connectionString, WriteGate gate) : LogSession
{
    private readonly SqliteConnection connection = new(connectionString);
    private readonly LogSql sql = new(DatabaseProvider.Sqlite);
    private readonly Dictionary<string, SqliteStatement> prepared = [];
    private SqliteTransaction? transaction;
    private WriteGate.Turn turn;

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
            var row = Statement(sql.Load).Bind(id.Value);
            if (row.Step()) found.Add(SqliteLogRows.ReadConversation(row));
            row.Begin();
        }

        return Task.FromResult(found);
    }

    public override Task<List<TimelineEntry>> FindEntriesAsync(IReadOnlyList<(ConversationId Conversation, Guid Message)> keys, CancellationToken ct)
    {
        var found = new List<TimelineEntry>();
        foreach (var (conversation, message) in keys)
        {
            var row = Statement(sql.FindEntry).Bind(conversation.Value).Bind(message);
            if (row.Step()) found.Add(SqliteLogRows.ReadEntry(row));
            row.Begin();
        }

        return Task.FromResult(found);
    }

    /// <summary>Whoever writes here holds the whole database.</summary>
    public override Task LockAgentsAsync(IReadOnlyList<UserId> ids, CancellationToken ct) => Task.CompletedTask;

    public override Task<bool> ClaimAsync(UserId agent, ChannelKind kind, CapacityClaim claim, CapacityShare share, DateTimeOffset now, CancellationToken ct)
    {
        var statement = Statement(sql.Claim(claim, kind)).Bind(share.Units).Bind(now).Bind(agent.Value).Bind(1);
        if (claim is CapacityClaim.Routed) statement.Bind(share.Percent);
        return Task.FromResult(statement.Execute() == 1);
    }

    public override Task AdjustAsync(UserId agent, ChannelKind kind, int units, CancellationToken ct)
    {
        Statement(sql.Adjust(kind)).Bind(units).Bind(agent.Value).Execute();
        return Task.CompletedTask;
    }

    public override Task ReleaseAsync(UserId agent, ChannelKind kind, int units, CancellationToken ct)
    {
        Statement(sql.Release(kind)).Bind(units).Bind(agent.Value).Execute();
        return Task.CompletedTask;
    }

    public override Task WriteAsync(
        IReadOnlyList<Conversation> started, IReadOnlyList<(Conversation Before, Conversation After)> changed, IReadOnlyList<TimelineEntry> entries, CancellationToken ct)
    {
        foreach (var conversation in started) SqliteLogRows.BindAll(Statement(sql.InsertConversation), conversation).Execute();
        foreach (var (before, after) in changed)
        {
            if (LogSql.OnlyTouched(before, after)) SqliteLogRows.BindTouched(Statement(sql.TouchConversation), after).Execute();
            else if (LogSql.OnlyClocked(before, after)) SqliteLogRows.BindClocked(Statement(sql.ClockConversation), after).Execute();
            else SqliteLogRows.BindAllButId(Statement(sql.UpdateConversation), after).Bind(after.Id.Value).Execute();
        }

        foreach (var entry in entries) SqliteLogRows.BindAll(Statement(sql.InsertEntry), entry).Execute();
        return Task.CompletedTask;
    }

    public override Task<List<StoredMark?>> LoadMarksAsync(IReadOnlyList<MarkKey> keys, CancellationToken ct)
    {
        var found = new List<StoredMark?>(keys.Count);
        foreach (var (conversation, reader) in keys)
        {
            var row = Statement(LogSql.LoadMark).Bind(reader).Bind(conversation.Value);
            found.Add(row.Step() ? new(new(row.Guid(0)), row.Long(1), row.IsNull(2), row.Long(2), row.Long(3)) : null);
            row.Begin();
        }

        return Task.FromResult(found);
    }

    public override Task<bool> WriteMarksAsync(IReadOnlyList<MarkChange> changes, CancellationToken ct)
    {
        foreach (var (key, side, isNew, delivered, read) in changes)
        {
            // Whoever writes holds the gate since before it was read: nobody can have been in between, but another process.
            var done = isNew
                ? Statement(LogSql.InsertMark).Bind(key.Conversation.Value).Bind(key.Reader).Bind((int)side).Bind(delivered).Bind(read).Execute()
                : Statement(LogSql.MoveMark).Bind(delivered).Bind(read).Bind(key.Conversation.Value).Bind(key.Reader).Execute();
            if (done == 0) return Task.FromResult(false);
        }

        return Task.FromResult(true);
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

    private SqliteStatement Statement(string text)
    {
        if (!prepared.TryGetValue(text, out var statement)) prepared[text] = statement = new(connection, text);
        return statement.Begin();
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var statement in prepared.Values) statement.Dispose();
        connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
