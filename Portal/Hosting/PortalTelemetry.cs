using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Portal.Data.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Nodes;

namespace Portal.Hosting;

/// <summary>
/// Metrics at <c>/metrics</c> when Metrics:Enabled, and metrics and traces to a collector when OTEL_EXPORTER_OTLP_ENDPOINT is set.
/// docs/telemetry.md lists them.
/// </summary>
public static class PortalTelemetry
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static WebApplicationBuilder AddPortalTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section).ValidateOnStart()
            .Validate(o => o.Token is not { Length: > 0 and < 16 }, "Metrics:Token has fewer than 16 characters.");
        builder.Services.AddSingleton<Telemetry>();
        var scraped = builder.Configuration.GetValue<bool>($"{MetricsOptions.Section}:{nameof(MetricsOptions.Enabled)}");
        var collected = builder.Configuration[Collector] is { Length: > 0 };
        if (scraped || collected)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
            {
                metrics.AddMeter(
                    ConversationLog.MeterName, ConversationMeters.Name, EventHub.MeterName, Telemetry.LimitsName, Telemetry.BoardName, RelayMeters.Name,
                    "Microsoft.AspNetCore.Components.Server.Circuits", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql");
                metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation();
                if (scraped) metrics.AddPrometheusExporter();
                if (collected) metrics.AddOtlpExporter();
            });
        }

        if (collected)
        {
            builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(Spans.SourceName).AddOtlpExporter().AddAspNetCoreInstrumentation(o =>
            {
                // A circuit's request lasts as long as the page, and health is asked for all the time.
                o.Filter = context => !context.Request.Path.StartsWithSegments("/_blazor") && !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments("/metrics");
                // Addresses of files carry a proof in their query: none of it leaves, not even without its values.
                o.EnrichWithHttpRequest = (span, _) => span.SetTag("url.query", null);
                o.EnrichWithHttpResponse = (span, _) => span.SetTag("url.query", null);
                o.RecordException = false;
            }));
        }

        return builder;
    }

    public static WebApplication MapPortalTelemetry(this WebApplication app)
    {
        app.Services.GetRequiredService<Telemetry>();
        var options = app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value;
        if (options.Enabled)
            app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(policy => policy.RequireAssertion(c => c.Resource is HttpContext context && MayScrape(context, options.Token)));
        return app;
    }

    private static bool MayScrape(HttpContext context, string? token)
    {
        if (context.User.IsInRole(nameof(Role.Admin))) return true;
        var sent = context.Request.Headers.Authorization.ToString();
        if (token is { Length: > 0 } && sent.StartsWith("Bearer ", StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent["Bearer ".Length..]), Encoding.UTF8.GetBytes(token))) return true;
        // Behind a proxy on this machine everybody comes from here; but a proxy says for whom it asks.
        return context.IsLocal() && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
    }
}
