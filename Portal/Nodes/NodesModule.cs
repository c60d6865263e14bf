using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Domain.Shared;

namespace Portal.Nodes;

/// <summary>How a node begins and ends, and, with ConnectionStrings:Redis, how it works together with others.</summary>
public static class NodesModule
{
    public const string ConnectionName = "Redis";

    /// <exception cref="InvalidOperationException">Redis beside an embedded database, which only one process may open.</exception>
    public static WebApplicationBuilder AddPortalNodes(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NodeState>();
        builder.Services.AddHealthChecks().AddCheck<NodeState>("node", tags: ["ready"]);
        builder.Services.AddOptions<NodesOptions>().BindConfiguration(NodesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<WarmUpOptions>().BindConfiguration(WarmUpOptions.Section).ValidateOnStart()
            .Validate(o => o.Rounds is > 0 and < 100, "WarmUp:Rounds must be between 1 and 99.");
        builder.Services.AddHostedService<WarmUp>();
        AddOthers(builder);
        builder.Services.AddHostedService<FinishWriting>();
        return builder;
    }

    private static void AddOthers(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString(ConnectionName) is not { Length: > 0 } redis) return;
        if (builder.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() is null or { Provider: DatabaseProvider.Sqlite })
        {
            throw new InvalidOperationException(
                "ConnectionStrings:Redis is set, but the database is SQLite, which belongs to one process. Set Database:Provider to PostgreSql or SqlServer, or leave Redis out.");
        }

        var services = builder.Services;
        services.AddRelay(redis);
        services.AddHealthChecks().AddCheck<RelayHealth>("relay", tags: ["ready"]);
        services.AddSingleton<OpenCircuits>().AddScoped<CircuitHandler, CircuitWatch>();
        services.AddSingleton<IHostLifetime, Leaving>();
        AddPageState(services);
    }

    /// <summary>
    /// What is left of a page whose circuit has ended is kept by the framework in a HybridCache, as soon as there is one. This one
    /// has the node's memory in front of Redis, and a cache of its own behind it, which nothing else writes to.
    /// </summary>
    private static void AddPageState(IServiceCollection services)
    {
        services.AddKeyedSingleton<IDistributedCache, PageStates>(nameof(PageStates));
        services.AddHybridCache(o =>
        {
            o.DistributedCacheServiceKey = nameof(PageStates);
            // It is encrypted on its way, and small.
            o.DisableCompression = true;
        });
        services.AddOptions<CircuitOptions>().Configure<IOptions<NodesOptions>, HybridCache>((circuits, nodes, cache) =>
        {
            circuits.HybridPersistenceCache = cache;
            circuits.DisconnectedCircuitRetentionPeriod = nodes.Value.PageKept;
            circuits.PersistedCircuitDistributedRetentionPeriod = nodes.Value.PageStateKept;
            // Not shorter: the framework lets what it has written about a page's components expire after this time, wherever it lies.
            circuits.PersistedCircuitInMemoryRetentionPeriod = nodes.Value.PageStateKept;
        });
    }

    /// <summary>The relay of events alone: hears other nodes, tells them, and lets pages read again what it could not carry.</summary>
    public static IServiceCollection AddRelay(this IServiceCollection services, string redis)
    {
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<RedisLink>(p, redis));
        services.AddSingleton<RelayOutbox>().AddSingleton<RelayPeers>().AddSingleton<RecentTopics>().AddSingleton<NodeMembers>().AddSingleton<RelayMeters>();
        services.AddSingleton<IEventHub, RelayingHub>();
        services.AddSingleton<CatchUp>().AddHostedService(p => p.GetRequiredService<CatchUp>());
        services.AddSingleton<RelayReceiver>().AddHostedService(p => p.GetRequiredService<RelayReceiver>());
        services.AddHostedService<RelaySender>();
        services.AddHostedService<NodeBeat>();
        return services;
    }
}
