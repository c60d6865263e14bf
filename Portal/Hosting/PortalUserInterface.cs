using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using Portal.Components;
using Portal.Components.Conversations;
using Portal.Components.Shared;

namespace Portal.Hosting;

public static class PortalUserInterface
{
    public static WebApplicationBuilder AddPortalUserInterface(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PageOptions>().BindConfiguration(PageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<CircuitOptions>().Configure<IOptions<PageOptions>>((circuits, pages) =>
        {
            circuits.DisconnectedCircuitMaxRetained = pages.Value.MostKept;
            circuits.MaxBufferedUnacknowledgedRenderBatches = pages.Value.MostUnconfirmed;
        });
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(o => o.DetailedErrors = builder.Environment.IsDevelopment()).AddHubOptions(o =>
        {
            // Pages notice after five seconds (reconnect.js) that their machine vanished, so that they are elsewhere within ten.
            o.KeepAliveInterval = TimeSpan.FromSeconds(2);
            // The other direction has time: nobody waits for it.
            o.ClientTimeoutInterval = TimeSpan.FromSeconds(25);
        });
        InteropTypes.Use(builder.Services);
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddLocalization();
        builder.Services.AddMudServices();
        builder.Services.AddScoped<Toasts>().AddScoped<Commands>().AddScoped<RailCounts>().AddScoped<Portal.Components.Conversations.Places>().AddScoped<Portal.Components.Collaboration.TeamNews>().AddScoped<ThemeChoice>().AddScoped<PersonZone>();
        builder.Services.AddScoped<ConversationActions>();
        return builder;
    }

    public static WebApplication MapPortalUserInterface(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(o =>
            {
                // Compression costs memory per circuit and is unsafe where a page may be framed; who may frame is our own header.
                o.DisableWebSocketCompression = true;
                o.ContentSecurityFrameAncestorsPolicy = null;
            })
            .Add(endpoint =>
            {
                // Pages that need a sign-in are limited too: the way there is anonymous.
                var isCircuit = endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } pattern } && pattern.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal);
                endpoint.Metadata.Add(new EnableRateLimitingAttribute(isCircuit ? Limit.Connects : Limit.Pages));
                // Circuits are opened by customers too. What one may show is decided by the pages and operations behind it.
                if (isCircuit) endpoint.Metadata.Add(new AllowAnonymousAttribute());
            });
        return app;
    }
}
