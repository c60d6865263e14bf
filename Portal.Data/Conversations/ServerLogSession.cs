using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Data.Conversations;

/// <summary>For servers: each step of a transaction is one round trip, however many conversations it concerns.</summary>
internal sealed class ServerLogSession(DbConnection connection, LogSql sql) : LogSession
{
    private DbTransaction? transaction;

    public override async Task BeginAsync(CancellationToken ct)
    {
        if (connection.State is not ConnectionState.Open)
        {
            await connection.CloseAsync();
            await connection.OpenAsync(ct);
        }

        transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
    }

    public override Task<List<Conversation>> LoadAsync(IReadOnlyList<ConversationId> ids, CancellationToken ct) =>
        ReadAsync(ids.Select(id => Command(sql.Load, [("Id", id.Value)])), LogSql.ReadConversation, ct);

    public override Task<List<TimelineEntry>> FindEntriesAsync(IReadOnlyList<(ConversationId Conversation, Guid Message)> keys, CancellationToken ct) =>
        ReadAsync(keys.Select(k => Command(sql.FindEntry, [("ConversationId", k.Conversation.Value), ("ClientMessageId", k.Message)])), LogSql.ReadEntry, ct);

    public override Task LockAgentsAsync(IReadOnlyList<UserId> ids, CancellationToken ct) => ReadAsync(ids.Select(id => Command(sql.LockAgent, [("Id", id.Value)])), static r => r.GetGuid(0), ct);

    public override async Task<bool> ClaimAsync(UserId agent, ChannelKind kind, CapacityClaim claim, CapacityShare share, DateTimeOffset now, CancellationToken ct) =>
        await ExecuteAsync([Command(sql.Claim(claim, kind), [("Id", agent.Value), ("Now", now.UtcTicks), ("Enabled", true), ("Units", share.Units), .. claim is CapacityClaim.Routed ? [("Percent", (object?)share.Percent)] : Array.Empty<(string, object?)>()])], ct) == 1;

    public override Task ReleaseAsync(UserId agent, ChannelKind kind, int units, CancellationToken ct) => ExecuteAsync([Command(sql.Release(kind), [("Id", agent.Value), ("Units", units)])], ct);

    public override Task AdjustAsync(UserId agent, ChannelKind kind, int units, CancellationToken ct) => ExecuteAsync([Command(sql.Adjust(kind), [("Id", agent.Value), ("Units", units)])], ct);

    public override Task WriteAsync(IReadOnlyList<Conversation> started, IReadOnlyList<(Conversation Before, Conversation After)> changed, IReadOnlyList<TimelineEntry> entries, CancellationToken ct) =>
        ExecuteAsync(started.Select(c => Command(sql.InsertConversation, LogSql.Values(c)))
            .Concat(changed.Select(c => LogSql.OnlyTouched(c.Before, c.After)
                ? Command(sql.TouchConversation, LogSql.TouchValues(c.After))
                : LogSql.OnlyClocked(c.Before, c.After) ? Command(sql.ClockConversation, LogSql.ClockValues(c.After))
                : Command(sql.UpdateConversation, LogSql.Values(c.After))))
            .Concat(entries.Select(e => Command(sql.InsertEntry, LogSql.Values(e)))), ct);

    public override async Task<List<StoredMark?>> LoadMarksAsync(IReadOnlyList<MarkKey> keys, CancellationToken ct)
    {
        var found = new List<StoredMark?>(keys.Count);
        if (keys.Count == 0) return found;
        await using var batch = Batch(keys.Select(k => Command(LogSql.LoadMark, [("ReaderId", k.Reader), ("ConversationId", k.Conversation.Value)])));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        do
        {
            found.Add(await reader.ReadAsync(ct)
                ? new(new(reader.GetGuid(0)), reader.GetInt64(1), reader.IsDBNull(2), reader.IsDBNull(2) ? 0 : reader.GetInt64(2), reader.IsDBNull(3) ? 0 : reader.GetInt64(3))
                : null);
        }
        while (await reader.NextResultAsync(ct));
        return found;
    }

    public override async Task<bool> WriteMarksAsync(IReadOnlyList<MarkChange> changes, CancellationToken ct)
    {
        try
        {
            var done = await ExecuteAsync(changes.Select(c => c.IsNew
                ? Command(LogSql.InsertMark, [("ConversationId", c.Key.Conversation.Value), ("ReaderId", c.Key.Reader), ("Side", (int)c.Side), ("Delivered", c.Delivered), ("Read", c.Read)])
                : Command(LogSql.MoveMark, [("Delivered", c.Delivered), ("Read", c.Read), ("ConversationId", c.Key.Conversation.Value), ("ReaderId", c.Key.Reader)])), ct);
            return done == changes.Count;
        }
        catch (DbException error) when (IsBroken(error))
        {
            // Another node has made the same mark meanwhile, or the conversation has been erased.
            return false;
        }
    }

    /// <summary>Whether a constraint was broken: class 23 of SQL's states; SQL Server has numbers for a key that is there already and one that is not there.</summary>
    private static bool IsBroken(DbException error) => error.SqlState?.StartsWith("23", StringComparison.Ordinal) == true || error is SqlException { Number: 2601 or 2627 or 547 };

    public override async Task CommitAsync(CancellationToken ct)
    {
        await transaction!.CommitAsync(ct);
        await transaction.DisposeAsync();
        transaction = null;
    }

    public override async Task RollbackAsync()
    {
        if (transaction is null) return;
        try
        {
            await transaction.RollbackAsync();
            await transaction.DisposeAsync();
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // The connection is gone and the server rolls back by itself; the next transaction opens another.
            await connection.CloseAsync();
        }

        transaction = null;
    }

    /// <summary>Serialization failure and deadlock in SQL's states; SQL Server has a number for the latter.</summary>
    public override bool GaveWay(Exception error) => error is DbException { SqlState: "40001" or "40P01" } or SqlException { Number: 1205 };

    public override bool MayHaveCommitted(Exception error) => !GaveWay(error);

    private async Task<List<T>> ReadAsync<T>(IEnumerable<DbBatchCommand> commands, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var batch = Batch(commands);
        var found = new List<T>();
        if (batch.BatchCommands.Count == 0) return found;
        await using var reader = await batch.ExecuteReaderAsync(ct);
        do
        {
            while (await reader.ReadAsync(ct)) found.Add(read(reader));
        }
        while (await reader.NextResultAsync(ct));
        return found;
    }

    private async Task<int> ExecuteAsync(IEnumerable<DbBatchCommand> commands, CancellationToken ct)
    {
        await using var batch = Batch(commands);
        return batch.BatchCommands.Count == 0 ? 0 : await batch.ExecuteNonQueryAsync(ct);
    }

    private DbBatch Batch(IEnumerable<DbBatchCommand> commands)
    {
        var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var command in commands) batch.BatchCommands.Add(command);
        return batch;
    }

    private DbBatchCommand Command(string text, IEnumerable<(string Name, object? Value)> values)
    {
        var factory = DbProviderFactories(connection);
        var command = factory.CreateBatchCommand() ?? throw new NotSupportedException("This provider has no batches.");
        command.CommandText = text;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static DbProviderFactory DbProviderFactories(DbConnection connection) =>
        System.Data.Common.DbProviderFactories.GetFactory(connection) ?? throw new NotSupportedException("This provider has no factory.");

    public override ValueTask DisposeAsync() => connection.DisposeAsync();
}
