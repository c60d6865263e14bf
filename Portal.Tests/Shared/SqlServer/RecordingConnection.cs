using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Portal.Tests.Shared.SqlServer;

/// <summary>A connection to no server: it opens at once, writes down every command and gives made-up answers.</summary>
public sealed class RecordingConnection(MadeUpAnswers answers) : DbConnection
{
    /// <summary>A loop that goes on as long as rows come would never end here.</summary>
    private const int MostCommands = 60;

    private readonly List<RecordedCommand> commands = [];
    private ConnectionState state = ConnectionState.Closed;

    public IReadOnlyList<RecordedCommand> Commands => commands;

    public MadeUpAnswers Answers => answers;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=nowhere;Database=portal";

    public override string Database => "portal";

    public override string DataSource => "nowhere";

    public override string ServerVersion => "16.00.1000";

    public override ConnectionState State => state;

    public void Record(RecordedCommand command)
    {
        if (commands.Count >= MostCommands) throw new RecordingEndedException();
        commands.Add(command);
    }

    public override void ChangeDatabase(string databaseName)
    {
    }

    public override void Open() => state = ConnectionState.Open;

    public override void Close() => state = ConnectionState.Closed;

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new RecordingTransaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new RecordingDbCommand(this);

    private sealed class RecordingTransaction(RecordingConnection connection, IsolationLevel level) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => level;

        public override bool SupportsSavepoints => true;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }

        public override void Save(string savepointName)
        {
        }

        public override void Rollback(string savepointName)
        {
        }

        public override void Release(string savepointName)
        {
        }
    }
}

/// <summary>The recording has enough: the driven code would ask for ever.</summary>
public sealed class RecordingEndedException() : Exception("Too many commands.");
