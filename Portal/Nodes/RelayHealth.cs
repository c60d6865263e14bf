using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Data.Conversations;

namespace Portal.Nodes;

/// <summary>Never unhealthy: without Redis a node serves on, and its pages find in the database what they could not hear.</summary>
public sealed class RelayHealth(RelayPeers peers, NodeMembers members, AttachmentFolder folder) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default) => this switch
    {
        _ when !peers.IsHearing => HealthCheckResult.Degraded("Redis does not carry events. Until it does, nodes tell each other through the database what to read."),
        _ when peers.HasForeignFolder(await folder.IdentifyAsync(ct)) => HealthCheckResult.Degraded("Another node keeps its attachments elsewhere. All nodes need the same Data:Directory, or files cannot be opened."),
        _ when members.CutOff is > 0 and var cut => HealthCheckResult.Degraded($"{cut} nodes live but are not heard over Redis. They say in the database what to read."),
        _ when peers.Silent.Count is > 0 and var silent => HealthCheckResult.Degraded($"{silent} nodes fell silent without saying goodbye."),
        _ => HealthCheckResult.Healthy($"{peers.Heard} other nodes are heard."),
    };
}
