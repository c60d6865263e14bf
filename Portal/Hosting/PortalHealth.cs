using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Components.Accounts;
using Portal.Data;
using Portal.Data.Conversations;
using Portal.Domain.Accounts;

namespace Portal.Hosting;

/// <summary>/health/live: the process answers. /health/ready: it can do its work. /health/detail: why not, for admins.</summary>
public static class PortalHealth
{
    private const string Ready = "ready";

    public static WebApplicationBuilder AddPortalHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddCheck<LogCheck>("log", tags: [Ready])
            .AddCheck<Strain>("strain", tags: [Ready])
            .AddCheck<RuntimeCheck>("runtime");
        return builder;
    }

    public static WebApplication MapPortalHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous().RequireRateLimiting(Limit.Checks);
        app.MapHealthChecks("/health/detail", new() { ResponseWriter = WriteAsync }).RequireAuthorization(Policies.Admin);
        return app;
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.Select(e => new { name = e.Key, status = e.Value.Status.ToString(), why = e.Value.Description }),
        },
        JsonSerializerOptions.Web,
        context.RequestAborted);

    private sealed class DatabaseCheck(DatabaseSchema schema) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default) =>
            await schema.CanConnectAsync(ct) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
    }

    private sealed class LogCheck(ConversationLog log) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default) => Task.FromResult(log switch
        {
            { IsBroken: true } => HealthCheckResult.Unhealthy("The disk failed under the database; start Portal again."),
            // Not a reason to take the node out: only a write shows that it has healed, and people can still read.
            { IsRefusing: true } => HealthCheckResult.Degraded("The database refuses what is written: look at its disk and its log."),
            _ => HealthCheckResult.Healthy(),
        });
    }

    private sealed class RuntimeCheck(RuntimeFloor floor) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default) => Task.FromResult(
            floor.IsBelow
                ? HealthCheckResult.Degraded($".NET {floor.Runtime} has published security holes; update to {RuntimeRules.Floor} or later.")
                : HealthCheckResult.Healthy($".NET {floor.Runtime}"));
    }
}
