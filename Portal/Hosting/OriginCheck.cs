using Microsoft.Extensions.Options;

namespace Portal.Hosting;

/// <summary>
/// Browsers let any page open a WebSocket to any server and send its cookies along. They also tell the truth about where
/// the page came from: a circuit is only opened for our own pages.
/// </summary>
public static class OriginCheck
{
    public static IApplicationBuilder UseCircuitOriginCheck(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<SecurityOptions>>().Value;
        return app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/_blazor") || IsOwn(context.Request, options)) return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
    }

    /// <summary>Programs send no Origin and carry nobody's cookies; a page that hides its origin sends the word null.</summary>
    private static bool IsOwn(HttpRequest request, SecurityOptions options)
    {
        var origins = request.Headers.Origin;
        if (origins.Count == 0) return true;
        if (origins.Count > 1 || !Uri.TryCreate(origins[0], UriKind.Absolute, out var origin)) return false;
        return Same(origin, request.Host)
               || options.AllowedOrigins.Contains(origin.GetLeftPart(UriPartial.Authority), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The scheme is left out on purpose: behind a proxy that ends TLS the server sees http.</summary>
    private static bool Same(Uri origin, HostString host) =>
        string.Equals(origin.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port ?? (origin.IsDefaultPort ? origin.Port : -1)) == origin.Port;
}
