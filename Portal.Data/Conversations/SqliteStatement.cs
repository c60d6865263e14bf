using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using Portal.Data.Shared;
using SQLitePCL;

namespace Portal.Data.Conversations;

/// <summary>
/// A prepared statement without parameter objects and readers: every message runs three of them. Values are written exactly
/// as Microsoft.Data.Sqlite writes them: UUIDs as upper-case text, times as ticks.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private int bound;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    /// <summary>Values are bound in the order in which their parameters first appear in the text.</summary>
    public SqliteStatement Begin()
    {
        raw.sqlite3_reset(statement);
        bound = 0;
        return this;
    }

    public SqliteStatement Bind(long? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_int64(statement, ++bound, number) : raw.sqlite3_bind_null(statement, ++bound));
        return this;
    }

    public SqliteStatement Bind(DateTimeOffset? time) => Bind(time?.UtcTicks);

    public SqliteStatement Bind(Guid? value)
    {
        if (value is not { } id) return Bind((long?)null);
        Span<byte> text = stackalloc byte[36];
        id.TryFormat(text, out _, "D");
        Ascii.ToUpperInPlace(text, out _);
        Check(raw.sqlite3_bind_text(statement, ++bound, text));
        return this;
    }

    public SqliteStatement Bind(string? value)
    {
        if (value is null) return Bind((long?)null);
        var length = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (length > 1024)
        {
            Check(raw.sqlite3_bind_text(statement, ++bound, Encoding.UTF8.GetBytes(value)));
            return this;
        }

        Span<byte> text = stackalloc byte[length];
        var used = Encoding.UTF8.GetBytes(value, text);
        // An empty span has no address, which SQLite would take for NULL.
        Check(used == 0 ? raw.sqlite3_bind_text(statement, ++bound, "") : raw.sqlite3_bind_text(statement, ++bound, text[..used]));
        return this;
    }

    /// <returns>Whether there is a row to read.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW) return true;
        raw.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE) Check(code);
        return false;
    }

    /// <returns>Rows that the statement changed.</returns>
    public int Execute()
    {
        Step();
        return raw.sqlite3_changes(database);
    }

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public int Int(int column) => raw.sqlite3_column_int(statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public Guid Guid(int column) => Utf8Parser.TryParse(raw.sqlite3_column_blob(statement, column), out Guid id, out _, 'D')
        ? id
        : throw new InvalidDataException($"Column {column} holds no UUID.");

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : Guid(column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public DateTimeOffset Time(int column) => Conversions.FromTicks(Long(column));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), code & 0xFF, raw.sqlite3_extended_errcode(database));
    }
}
