using Microsoft.Data.Sqlite;
using Npgsql;

namespace Portal.Bench.Growth;

/// <summary>Writes rows in bulk: into any table, with the columns that the first row of the table names.</summary>
internal abstract class TableWriter : IAsyncDisposable
{
    public abstract Task WriteAsync(string table, IReadOnlyCollection<IEnumerable<(string Name, object? Value)>> rows);

    public abstract Task FinishAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>
/// Prepared statements in one transaction, no waiting for the disk, and the indexes made anew at the end: a database that a
/// crash would spoil, made again in a minute.
/// </summary>
internal sealed class SqliteTableWriter : TableWriter
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> inserts = [];
    private readonly List<string> indexes = [];
    private readonly SqliteTransaction transaction;

    public SqliteTableWriter(string connectionString)
    {
        connection = new(connectionString);
        connection.Open();
        Execute("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY");
        foreach (var (name, sql) in Indexes())
        {
            indexes.Add(sql);
            Execute($"DROP INDEX \"{name}\"");
        }

        transaction = connection.BeginTransaction();
    }

    public override Task WriteAsync(string table, IReadOnlyCollection<IEnumerable<(string Name, object? Value)>> rows)
    {
        foreach (var row in rows)
        {
            var values = row.ToArray();
            if (!inserts.TryGetValue(table, out var insert)) inserts[table] = insert = Prepare(table, [.. values.Select(v => v.Name)]);
            for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i].Value ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    public override Task FinishAsync()
    {
        transaction.Commit();
        foreach (var index in indexes) Execute(index);
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return Task.CompletedTask;
    }

    private List<(string Name, string Sql)> Indexes()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('Conversations', 'Entries', 'Customers', 'ReadMarks')";
        using var reader = command.ExecuteReader();
        var found = new List<(string, string)>();
        while (reader.Read()) found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }

    private SqliteCommand Prepare(string table, string[] columns)
    {
        var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select(c => "@" + c))})";
        foreach (var column in columns) insert.Parameters.Add(new SqliteParameter { ParameterName = "@" + column });
        return insert;
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var insert in inserts.Values) await insert.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}

/// <summary>COPY in the binary format, one for each table and batch.</summary>
internal sealed class PostgreSqlTableWriter(string connectionString) : TableWriter
{
    private readonly NpgsqlConnection connection = new(connectionString);

    public override async Task WriteAsync(string table, IReadOnlyCollection<IEnumerable<(string Name, object? Value)>> rows)
    {
        if (rows.Count == 0) return;
        if (connection.State is not System.Data.ConnectionState.Open) await connection.OpenAsync();
        var columns = string.Join(", ", rows.First().Select(v => $"\"{v.Name}\""));
        await using var copy = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var (_, value) in row)
            {
                if (value is null) await copy.WriteNullAsync();
                else await copy.WriteAsync(value);
            }
        }

        await copy.CompleteAsync();
    }

    public override async Task FinishAsync()
    {
        await using var analyze = new NpgsqlCommand("VACUUM (ANALYZE)", connection) { CommandTimeout = 300 };
        await analyze.ExecuteNonQueryAsync();
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();
}
