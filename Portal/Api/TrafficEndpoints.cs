using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Portal.Components.Accounts;
using Portal.Components.Demo;
using Portal.Domain.Demo;
using Portal.Hosting;

namespace Portal.Api;

/// <summary>The demo's switch for simulated customers, on the shop's own page, for those who lead.</summary>
public static class TrafficEndpoints
{
    public static void MapTraffic(this WebApplication app) =>
        app.MapPost("/demo/traffic", ChangeAsync).RequireAuthorization(Policies.Supervisor).RequireRateLimiting(Limit.Pages);

    /// <returns>Null for whom it does not concern: customers and agents see the shop alone.</returns>
    public static async Task<RenderFragment?> PanelAsync(HttpContext context, IAntiforgery antiforgery, ReadTraffic read, string? refusal, CancellationToken ct)
    {
        if (StaffClaims.ActorOf(context.User) is not { } actor || await read.ExecuteAsync(actor, ct) is not { } state) return null;
        var tokens = antiforgery.GetAndStoreTokens(context);
        return builder =>
        {
            builder.OpenComponent<TrafficPanel>(0);
            builder.AddComponentParameter(1, nameof(TrafficPanel.State), state);
            builder.AddComponentParameter(2, nameof(TrafficPanel.TokenField), tokens.FormFieldName);
            builder.AddComponentParameter(3, nameof(TrafficPanel.Token), tokens.RequestToken);
            builder.AddComponentParameter(4, nameof(TrafficPanel.Refusal), refusal switch
            {
                "no-inbox" => "The demo's inbox is not there any more.",
                "not-allowed" => "You may not do that.",
                _ => null,
            });
            builder.CloseComponent();
        };
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext context, IAntiforgery antiforgery, StartTraffic start, StopTraffic stop, RemoveSimulated remove, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        if (StaffClaims.ActorOf(context.User) is not { } actor) return Results.Forbid();
        var form = await context.Request.ReadFormAsync(ct);
        var refusal = form["act"].ToString() switch
        {
            "start" when int.TryParse(form["customers"], out var customers) && int.TryParse(form["rate"], out var rate) =>
                await start.ExecuteAsync(actor, customers, rate, ct) switch
                {
                    TrafficOutcome.Started => "",
                    TrafficOutcome.NoInbox => "no-inbox",
                    TrafficOutcome.NotAllowed => "not-allowed",
                    var other => throw new InvalidOperationException($"No answer for {other}"),
                },
            "stop" => await stop.ExecuteAsync(actor, ct) ? "" : "not-allowed",
            "remove" => await remove.ExecuteAsync(actor, ct) is not null ? "" : "not-allowed",
            _ => null,
        };
        // See other: reloading the page does not send the form again.
        return refusal is null ? Results.BadRequest() : Results.LocalRedirect($"{context.Request.PathBase}/demo{(refusal.Length > 0 ? $"?refused={refusal}" : "")}#traffic");
    }
}
