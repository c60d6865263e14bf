using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Data.Shared;

namespace Portal.Data.Conversations;

/// <summary>Opens sessions of the log on the chosen engine.</summary>
public sealed class LogSessions(Func<LogSession> open)
{
    public LogSession Open() => open();

    public static LogSessions For(DatabaseOptions database, IServiceProvider services) => database.Provider switch
    {
        DatabaseProvider.Sqlite => new(() => new SqliteLogSession(DataModule.SqliteConnectionString(database), services.GetRequiredService<WriteGate>())),
        DatabaseProvider.SqlServer => new(() => new ServerLogSession(new SqlConnection(database.ConnectionString), new(DatabaseProvider.SqlServer))),
        DatabaseProvider.PostgreSql => new(() => new ServerLogSession(new NpgsqlConnection(database.ConnectionString), new(DatabaseProvider.PostgreSql))),
        _ => throw new InvalidOperationException($"Unknown provider {database.Provider}"),
    };
}
