using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Data.Conversations;

namespace Portal.Nodes;

/// <summary>Never unhealthy: without Redis a node serves on, and its pages find in the database what they could not hear.</summary>
public sealed class RelayHealth(RelayPeers peers, AttachmentFolder folder) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default) => this switch
    {
        _ when !peers.IsHearing => HealthCheckResult.Degraded("Redis does not carry events. Pages read the database every few seconds until it does."),
        _ when peers.HasForeignFolder(await folder.IdentifyAsync(ct)) => HealthCheckResult.Degraded("Another node keeps its attachments elsewhere. All nodes need the same Data:Directory, or files cannot be opened."),
        _ when peers.Silent > 0 => HealthCheckResult.Degraded($"{peers.Silent} nodes fell silent without saying goodbye. Pages read the database every few seconds."),
        _ => HealthCheckResult.Healthy($"{peers.Heard} other nodes are heard."),
    };
}
