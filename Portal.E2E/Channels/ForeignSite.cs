using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.E2E.Channels;

/// <summary>Somebody else's web site on an origin and a site of its own ("localhost" beside Portal's 127.0.0.1), as strict as sites come.</summary>
internal sealed class ForeignSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private ForeignSite(WebApplication app, string origin)
    {
        this.app = app;
        Origin = origin;
    }

    public string Origin { get; }

    /// <summary>What the page may use of Portal; set before a page is opened.</summary>
    public Uri Portal { get; set; } = null!;

    /// <summary>The body of the page.</summary>
    public string Body { get; set; } = "";

    public static async Task<ForeignSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        ForeignSite? site = null;
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.MapGet("/", context => site!.AnswerAsync(context));
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return site = new ForeignSite(app, $"http://localhost:{address.Port}");
    }

    public void Embed(Uri portal, string inboxKey)
    {
        Portal = portal;
        Body = $"""<h1>Somebody's site</h1><script src="{portal}embed/chat.js" data-inbox="{inboxKey}" async></script>""";
    }

    private Task AnswerAsync(HttpContext context)
    {
        var portal = Portal.GetLeftPart(UriPartial.Authority);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src {portal}; connect-src {portal}; frame-src {portal}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
        return context.Response.WriteAsync($"<!DOCTYPE html><html lang=\"en\"><head><title>Somebody's site</title></head><body>{Body}</body></html>");
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
