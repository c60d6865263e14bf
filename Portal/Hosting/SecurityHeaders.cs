namespace Portal.Hosting;

/// <summary>
/// The headers that every response carries. Nobody may put Portal into a frame, except where an endpoint says otherwise
/// with <see cref="AllowFramingBy"/>: the customers' chat does, for the origins of its inbox.
/// </summary>
public static class SecurityHeaders
{
    private const string Key = "Portal.FrameAncestors";

    /// <summary>Styles may be inline because the component library writes its theme and positions that way; scripts may not.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ";

    /// <summary>
    /// Lets exactly these origins show this response in a frame; an empty list leaves it at nobody. Call it before the
    /// response starts. The origins must have been checked when they were saved: what is not a plain origin is left out.
    /// </summary>
    public static void AllowFramingBy(this HttpContext context, IEnumerable<string> origins)
    {
        var safe = origins.Where(IsOrigin).ToList();
        if (safe.Count > 0) context.Items[Key] = string.Join(' ', safe);
    }

    /// <summary>For a page that nobody can be tricked into using, such as one that only asks to wait.</summary>
    public static void AllowFramingByAnyone(this HttpContext context) => context.Items[Key] = "*";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            Apply((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        // An endpoint that serves foreign content has a stricter policy of its own.
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Policy + (context.Items[Key] as string ?? "'none'");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!context.Items.ContainsKey(Key)) headers.XFrameOptions = "DENY";
    }

    /// <summary>A scheme, a host and perhaps a port, and nothing that could end the directive and begin another.</summary>
    private static bool IsOrigin(string text) =>
        text == "'self'" || Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https")
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase)
        && !text.AsSpan().ContainsAny(" ;,\t\r\n'\"");
}
