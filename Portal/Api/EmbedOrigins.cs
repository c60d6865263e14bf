using Portal.Domain.Channels;

namespace Portal.Api;

/// <summary>Which pages may talk to an inbox from a browser. Compared exactly, never by prefix, suffix or pattern.</summary>
internal static class EmbedOrigins
{
    /// <summary>Lets the asking page read the answer, if it may; a program that sends no origin is not a page.</summary>
    public static bool Allow(Inbox inbox, HttpContext context)
    {
        context.Response.Headers.Append("Vary", "Origin");
        if (context.Request.Headers.Origin is not { Count: > 0 } origins) return true;
        if (origins.Count > 1 || origins[0] is not { } origin || !IsAllowed(inbox, context.Request, origin)) return false;
        context.Response.Headers.AccessControlAllowOrigin = origin;
        return true;
    }

    private static bool IsAllowed(Inbox inbox, HttpRequest request, string origin) =>
        InboxRules.MayEmbed(inbox, origin) || IsOwn(request, origin);

    /// <summary>The scheme is left out: behind a proxy that ends TLS the server sees http.</summary>
    private static bool IsOwn(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == origin
        && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
