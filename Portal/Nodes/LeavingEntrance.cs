namespace Portal.Nodes;

/// <summary>A node that is about to stop takes nobody in: proxies ask the next one when they read 503.</summary>
public static class LeavingEntrance
{
    public static WebApplication UseLeavingEntrance(this WebApplication app)
    {
        var node = app.Services.GetRequiredService<NodeState>();
        app.Use((context, next) =>
        {
            if (!node.IsLeaving || !IsEntering(context.Request)) return next(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });
        return app;
    }

    /// <summary>New pages and new circuits; whatever a page that is still here asks for is answered.</summary>
    private static bool IsEntering(HttpRequest request) => HttpMethods.IsGet(request.Method)
        && (request.Path == "/_blazor" || request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));
}
