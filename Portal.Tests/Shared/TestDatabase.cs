using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Portal.Data;
using Portal.Data.Accounts;
using Portal.Data.Conversations;
using Portal.Data.Providers.PostgreSql;
using Portal.Data.Providers.Sqlite;
using Portal.Data.Providers.SqlServer;
using Portal.Domain.Accounts;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;
using Portal.Tests.Shared.Plans;

namespace Portal.Tests.Shared;

/// <summary>
/// An empty, migrated database on one engine for one test class, and the stores on it. Where the engine cannot be had the
/// tests of that class are skipped with <see cref="Missing"/> as the reason.
/// </summary>
public abstract class TestDatabase : IAsyncLifetime
{
    private ServiceProvider? services;

    /// <summary>Why this engine cannot be had here; null if it can.</summary>
    public abstract string? Missing { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public RecordingHub Hub { get; } = new();

    /// <summary>What EF sends to this database.</summary>
    public CommandRecorder Commands { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<IEventHub>(Hub);
        collection.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        collection.AddPortalData(await CreateAsync());
        collection.ConfigureDbContext<SqliteDbContext>(o => o.AddInterceptors(Commands));
        collection.ConfigureDbContext<PostgreSqlDbContext>(o => o.AddInterceptors(Commands));
        collection.ConfigureDbContext<SqlServerDbContext>(o => o.AddInterceptors(Commands));
        collection.AddOptions<AccountsOptions>();
        collection.AddPortalIdentity();
        services = collection.BuildServiceProvider();
        await Get<DatabaseSchema>().MigrateAsync(CancellationToken.None);
    }

    /// <summary>A store, or anything else that <see cref="DataModule.AddPortalData"/> registers; skips the test where the engine is missing.</summary>
    public T Get<T>() where T : notnull
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return services!.GetRequiredService<T>();
    }

    /// <summary>The log of another node on this database, with its own copy of what is promised.</summary>
    public ConversationLog NewLog(ServiceStandards standards) => new(Get<LogSessions>(), standards, Hub, Clock, NullLogger<ConversationLog>.Instance);

    /// <summary>A context of its own, to prepare and to look.</summary>
    public PortalDbContext Open() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        if (services is null) return;
        await services.DisposeAsync();
        await DropAsync();
    }

    /// <summary>Makes an empty database and says how to reach it.</summary>
    protected abstract Task<DatabaseOptions> CreateAsync();

    protected abstract Task DropAsync();
}
