using Portal.Hosting;

namespace Portal.Nodes;

/// <summary>
/// A node that is about to stop takes nobody in, and nor does one of several that is still warming up: proxies ask the next one when they
/// read 503. The only node of an installation answers as soon as it can, however slowly.
/// </summary>
public static class NodeEntrance
{
    public static WebApplication UseNodeEntrance(this WebApplication app)
    {
        var node = app.Services.GetRequiredService<NodeState>();
        var others = !string.IsNullOrEmpty(app.Configuration.GetConnectionString(NodesModule.ConnectionName));
        app.Use((context, next) =>
        {
            if (IsOpen(node, others, context.Request)) return next(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });
        return app;
    }

    /// <param name="others">Whether another node can take in who is sent away.</param>
    public static bool IsOpen(NodeState node, bool others, HttpRequest request)
    {
        var closed = node.IsLeaving || (others && !node.IsWarm && !node.IsOwnWarmUp(request));
        return !closed || !IsEntering(request);
    }

    /// <summary>New pages and new circuits; whatever a page that is still here asks for is answered.</summary>
    private static bool IsEntering(HttpRequest request) => (HttpMethods.IsGet(request.Method) || HttpMethods.IsConnect(request.Method))
        && (CircuitRequest.Is(request) || request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));
}
