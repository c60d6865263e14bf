using System.Collections;
using System.Data.Common;

namespace Portal.Tests.Shared.SqlServer;

/// <summary>Rows whose every column holds whatever it is asked for.</summary>
internal sealed class MadeUpReader(MadeUpAnswers answers) : DbDataReader
{
    private int row = -1;

    public override int Depth => 0;

    public override int FieldCount => 64;

    public override bool HasRows => answers.Rows > 0;

    public override bool IsClosed => false;

    public override int RecordsAffected => answers.Affected;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(0);

    public override bool Read() => ++row < answers.Rows;

    public override bool NextResult()
    {
        row = -1;
        return true;
    }

    public override bool IsDBNull(int ordinal) => false;

    public override bool GetBoolean(int ordinal) => answers.Flag;

    public override byte GetByte(int ordinal) => 1;

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;

    public override char GetChar(int ordinal) => 'a';

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;

    public override string GetDataTypeName(int ordinal) => "nvarchar";

    public override DateTime GetDateTime(int ordinal) => MadeUpArguments.Now.UtcDateTime;

    public override decimal GetDecimal(int ordinal) => 1;

    public override double GetDouble(int ordinal) => 1;

    public override IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();

    public override Type GetFieldType(int ordinal) => typeof(string);

    public override float GetFloat(int ordinal) => 1;

    public override Guid GetGuid(int ordinal) => MadeUpArguments.Id;

    public override short GetInt16(int ordinal) => 1;

    public override int GetInt32(int ordinal) => answers.Rows;

    public override long GetInt64(int ordinal) => answers.Rows;

    public override string GetName(int ordinal) => "column" + ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public override int GetOrdinal(string name) => 0;

    public override string GetString(int ordinal) => answers.Text;

    public override object GetValue(int ordinal) => answers.Text;

    public override int GetValues(object[] values) => 0;

    public override T GetFieldValue<T>(int ordinal) => typeof(T) switch
    {
        var type when type == typeof(byte[]) => (T)(object)Array.Empty<byte>(),
        var type when type == typeof(DateTimeOffset) => (T)(object)MadeUpArguments.Now,
        var type when type == typeof(Guid) => (T)(object)MadeUpArguments.Id,
        var type when type == typeof(long) => (T)(object)(long)answers.Rows,
        var type when type == typeof(int) => (T)(object)answers.Rows,
        var type when type == typeof(bool) => (T)(object)answers.Flag,
        var type when type == typeof(string) => (T)(object)answers.Text,
        _ => throw new NotSupportedException($"No made-up value for {typeof(T)}."),
    };
}
