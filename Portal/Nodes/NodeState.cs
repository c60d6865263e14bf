using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Portal.Nodes;

/// <summary>Whether this node wants new visitors.</summary>
public sealed class NodeState : IHealthCheck
{
    /// <summary>Names the requests with which this process warms itself up. Whoever guesses it gains a slow page.</summary>
    public const string WarmUpHeader = "Portal-Warm-Up";

    private volatile bool leaving;
    private volatile bool warm;

    /// <summary>It was told to stop: readiness is red, new pages are sent elsewhere, open ones are asked to go.</summary>
    public bool IsLeaving => leaving;

    /// <summary>Its code has run once, so that the first visitor does not pay for that.</summary>
    public bool IsWarm => warm;

    /// <summary>The value of <see cref="WarmUpHeader"/> in this process.</summary>
    public string WarmUpKey { get; } = Guid.NewGuid().ToString("N");

    public bool IsOwnWarmUp(HttpRequest request) => request.Headers[WarmUpHeader] == WarmUpKey;

    public void Warm() => warm = true;

    public void Leave() => leaving = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default) => Task.FromResult(
        leaving ? HealthCheckResult.Unhealthy("This node is about to stop.")
        : warm ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy("This node is warming up."));
}
