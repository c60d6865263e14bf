using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Accounts;
using Portal.Data.Channels;
using Portal.Data.Collaboration;
using Portal.Data.Conversations;
using Portal.Data.Customers;
using Portal.Data.Demo;
using Portal.Data.Escalation;
using Portal.Data.Insights;
using Portal.Data.Nodes;
using Portal.Data.Providers.PostgreSql;
using Portal.Data.Providers.Sqlite;
using Portal.Data.Providers.SqlServer;
using Portal.Data.Routing;
using Portal.Data.ServiceLevels;
using Portal.Data.Shared;
using Portal.Data.Triage;
using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Demo;
using Portal.Domain.Escalation;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Triage;

namespace Portal.Data;

public static class DataModule
{
    /// <summary>Everything that remembers, on the engine that <paramref name="database"/> names.</summary>
    public static IServiceCollection AddPortalData(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddSingleton(database);
        services.AddSingleton(new WriteGate(database.Provider is DatabaseProvider.Sqlite));
        services.AddSingleton<WriteGateInterceptor>();
        _ = database.Provider switch
        {
            DatabaseProvider.Sqlite => AddContext<SqliteDbContext>(services, database, o => o.UseSqlite(SqliteConnectionString(database))),
            DatabaseProvider.SqlServer => AddContext<SqlServerDbContext>(services, database, o => o.UseSqlServer(Required(database))),
            DatabaseProvider.PostgreSql => AddContext<PostgreSqlDbContext>(services, database, o => o.UseNpgsql(Required(database))),
            _ => throw new InvalidOperationException($"Unknown provider {database.Provider}"),
        };
        // Identity and the key ring ask for a scoped context of the common type.
        services.AddScoped(p => p.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        services.AddSingleton<DatabaseSchema>();

        services.AddSingleton(p => LogSessions.For(database, p));
        services.AddSingleton<LogRehearsal>();
        services.AddSingleton<IServiceLevelStore, ServiceLevelStore>().AddSingleton<ServiceStandards>();
        services.AddSingleton<ConversationLog>().AddSingleton<IConversationLog>(p => p.GetRequiredService<ConversationLog>());
        services.AddSingleton<ReceiptLog>().AddSingleton<IReceiptLog>(p => p.GetRequiredService<ReceiptLog>());
        services.AddSingleton<IConversationStore, ConversationStore>();
        services.AddSingleton<ICommitmentStore, CommitmentStore>();
        services.AddSingleton<AttachmentFolder>().AddSingleton<IAttachmentFiles>(p => p.GetRequiredService<AttachmentFolder>());
        services.AddSingleton<ICustomerStore, CustomerStore>();
        services.AddSingleton<IInboxStore, InboxStore>();
        services.AddSingleton<IRoutingStore, RoutingStore>();
        services.AddSingleton<ITriageStore, TriageStore>();
        services.AddSingleton<IAccountStore, AccountStore>();
        services.AddSingleton<IInsightsStore, InsightsStore>();
        services.AddSingleton<INodeStore, NodeStore>();
        services.AddSingleton<IEscalationStore, EscalationStore>();
        services.AddSingleton<ICollaborationStore, CollaborationStore>();
        services.AddSingleton<ITrafficStore, TrafficStore>();
        return services;
    }

    /// <summary>The embedded database: durable at every commit (WAL keeps synchronous=FULL), foreign keys enforced.</summary>
    public static string SqliteConnectionString(DatabaseOptions database) => database.ConnectionString ?? new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(database.Directory, "portal.db"),
        ForeignKeys = true,
        Pooling = true,
        DefaultTimeout = 30,
    }.ConnectionString;

    private static IServiceCollection AddContext<T>(IServiceCollection services, DatabaseOptions database, Action<DbContextOptionsBuilder> use) where T : PortalDbContext
    {
        services.AddPooledDbContextFactory<T>((p, o) =>
        {
            use(o);
            o.AddInterceptors(p.GetRequiredService<WriteGateInterceptor>());
            // Page-shaped reads are written as projections on purpose; a query that EF would silently split or evaluate here is a bug.
            o.ConfigureWarnings(w => w.Throw(RelationalEventId.MultipleCollectionIncludeWarning));
        }, database.ContextsKept);
        return services.AddSingleton<IDbContextFactory<PortalDbContext>, PortalDbContextFactory<T>>();
    }

    private static string Required(DatabaseOptions database) => database.ConnectionString
        ?? throw new InvalidOperationException($"Database:Provider is {database.Provider}, but ConnectionStrings:Portal is empty.");

    private sealed class PortalDbContextFactory<T>(IDbContextFactory<T> inner) : IDbContextFactory<PortalDbContext> where T : PortalDbContext
    {
        public PortalDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<PortalDbContext> CreateDbContextAsync(CancellationToken ct = default) => await inner.CreateDbContextAsync(ct);
    }
}
