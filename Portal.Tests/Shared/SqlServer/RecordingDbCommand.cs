using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace Portal.Tests.Shared.SqlServer;

/// <summary>Takes real SqlParameters, so that the provider types them as it would for the server.</summary>
internal sealed class RecordingDbCommand(RecordingConnection connection) : DbCommand
{
    // The collection of a real command cannot be made alone; the command is never executed.
    private readonly SqlCommand parameters = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => parameters.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery()
    {
        Record();
        return connection.Answers.Affected;
    }

    public override object? ExecuteScalar()
    {
        Record();
        return connection.Answers.Rows == 0 ? null : connection.Answers.Rows;
    }

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        Record();
        return new MadeUpReader(connection.Answers);
    }

    protected override DbParameter CreateDbParameter() => new SqlParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing) parameters.Dispose();
        base.Dispose(disposing);
    }

    private void Record() => connection.Record(
        new RecordedCommand(CommandText, [.. parameters.Parameters.Cast<SqlParameter>().Select(RecordedParameter.Of)]));
}
