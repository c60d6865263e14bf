using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Portal.Live;

public static class LiveModule
{
    /// <summary>What a node does by itself while it serves.</summary>
    public static WebApplicationBuilder AddPortalLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ConnectedAgents>().AddScoped<CircuitHandler, AgentCircuits>();
        builder.Services
            .AddHostedService<TriageWorker>()
            .AddHostedService<RoutingWorker>()
            .AddHostedService<DueClock>()
            .AddHostedService<PresenceHeartbeat>()
            .AddHostedService<LiveBoardWorker>()
            .AddHostedService<EscalationWorker>()
            .AddHostedService<ConsultWorker>()
            .AddHostedService<CommitmentWorker>()
            .AddHostedService<StandardsWorker>()
            .AddHostedService<ProblemUpdateWorker>()
            .AddHostedService<TrafficWorker>()
            .AddSingleton<ChatHeartbeat>()
            .AddHostedService(p => p.GetRequiredService<ChatHeartbeat>());
        return builder;
    }
}
