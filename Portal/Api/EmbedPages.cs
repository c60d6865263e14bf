using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Portal.Components.Channels;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Demo;
using Portal.Hosting;

namespace Portal.Api;

/// <summary>The documents of the customers' side. They stand apart from the staff's pages: no component library, no router.</summary>
public static class EmbedPages
{
    public static WebApplication MapPortalEmbedPages(this WebApplication app)
    {
        app.MapGet("/chat/{inboxKey}", ChatAsync).AllowAnonymous().RequireRateLimiting(Limit.Chats);
        if (app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
        {
            app.MapTraffic();
            app.MapGet("/demo/{section?}", DemoAsync).AllowAnonymous().RequireRateLimiting(Limit.Pages);
        }

        return app;
    }

    private static async Task<IResult> ChatAsync(string inboxKey, HttpContext context, CircuitCap circuits, FindInbox inboxes, ILoggerFactory logs, CancellationToken ct)
    {
        if (!circuits.HasRoomFor(context)) return Results.Extensions.Busy(CircuitCap.RetryAfter);
        Inbox? inbox;
        try
        {
            inbox = await inboxes.ByKeyAsync(inboxKey, ct);
        }
        catch (Exception fault) when (Outage.IsBehind(fault))
        {
            // A page about a fault would stay in the frame; this one loads itself again.
            logs.CreateLogger(typeof(EmbedPages)).LogError(fault, "The chat of an inbox could not be opened");
            return Results.Extensions.Busy(CircuitCap.RetryAfter);
        }

        if (inbox is null) return Results.NotFound();
        context.AllowFramingBy(inbox.Origins.Prepend("'self'"));
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ChatDocument>(new
        {
            Inbox = inbox,
            Words = EmbedEndpoints.WordsFor(inbox, context),
            BasePath = $"{context.Request.PathBase}/",
        });
    }

    /// <param name="as">With a name the shop's server signs its customer in, as any company's would: the secret never leaves it.</param>
    private static async Task<IResult> DemoAsync(
        string? section, string? @as, string? refused, HttpContext context, FindInbox inboxes, IAntiforgery antiforgery, ReadTraffic traffic, CancellationToken ct)
    {
        if (DemoShop.Find(section) is not { } shelf) return Results.NotFound();
        var customer = @as is "mara" && await inboxes.ByKeyAsync(DemoShop.InboxKey, ct) is { } inbox ? SignedIn(inbox.Secret) : null;
        var panel = await TrafficEndpoints.PanelAsync(context, antiforgery, traffic, refused, ct);
        return new RazorComponentResult<DemoShopDocument>(new Dictionary<string, object?>
        {
            [nameof(DemoShopDocument.Shelf)] = shelf, [nameof(DemoShopDocument.BasePath)] = $"{context.Request.PathBase}/", [nameof(DemoShopDocument.Customer)] = customer,
            [nameof(DemoShopDocument.Behind)] = panel,
        });
    }

    private static string SignedIn(string secret)
    {
        const string id = "mara-4711";
        return JsonSerializer.Serialize(new
        {
            id, name = "Mara Lindqvist", email = "mara@larkfield.example",
            hash = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(id))),
            attributes = new Dictionary<string, string> { ["Customer since"] = "2021", ["Last order"] = "Enamel kettle, #10482" },
        });
    }
}
