using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Data;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Bench.Shared;

/// <summary>The product's operations and stores on one database, without the web host.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Place(ServiceProvider services, DatabaseOptions database) => (this.services, Database) = (services, database);

    public DatabaseOptions Database { get; }

    /// <param name="change">Puts parts of the measurement in the place of the product's.</param>
    public static async Task<Place> OpenAsync(DatabaseOptions database, Action<IServiceCollection>? change = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(l => l.SetMinimumLevel(LogLevel.Error));
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton<EventHub>().AddSingleton<IEventHub>(p => p.GetRequiredService<EventHub>());
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        collection.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        collection.AddConversations().AddCustomers().AddPortalRouting().AddInsights();
        collection.AddPortalData(database);
        change?.Invoke(collection);
        var place = new Place(collection.BuildServiceProvider(), database);
        await place.Get<DatabaseSchema>().MigrateAsync(CancellationToken.None);
        return place;
    }

    public static DatabaseOptions At(string directory, string? postgres) => postgres is null
        ? new() { Provider = DatabaseProvider.Sqlite, Directory = directory }
        : new() { Provider = DatabaseProvider.PostgreSql, ConnectionString = postgres, Directory = directory };

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
