namespace Portal.Tests.Shared;

/// <summary>
/// The base of store tests. Write the cases once in an abstract class with the engine as its parameter, and derive one
/// line for each engine:
/// <code>
/// public abstract class QueueCases&lt;TDatabase&gt;(TDatabase database) : StoreTests&lt;TDatabase&gt;(database) where TDatabase : TestDatabase
/// public sealed class QueuesOnSqliteTests(SqliteTestDatabase database) : QueueCases&lt;SqliteTestDatabase&gt;(database);
/// public sealed class QueuesOnPostgreSqlTests(PostgreSqlTestDatabase database) : QueueCases&lt;PostgreSqlTestDatabase&gt;(database);
/// public sealed class QueuesOnSqlServerTests(SqlServerTestDatabase database) : QueueCases&lt;SqlServerTestDatabase&gt;(database);
/// </code>
/// All tests of a class share its database: use ids of your own instead of counting rows.
/// </summary>
public abstract class StoreTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase> where TDatabase : TestDatabase
{
    protected TDatabase Database => database;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected T Get<T>() where T : notnull => database.Get<T>();
}
