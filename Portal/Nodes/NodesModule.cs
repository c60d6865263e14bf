using Microsoft.AspNetCore.Components.Server.Circuits;
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
