using Microsoft.AspNetCore.Http.Features;

namespace Portal.Hosting;

/// <summary>Which requests open a circuit. Routing takes the address with a slash behind it, and in any case, for the same.</summary>
internal static class CircuitRequest
{
    public const string Path = "/_blazor";

    public static bool Is(HttpRequest request) => request.Path.HasValue && request.Path.Value.AsSpan().TrimEnd('/').Equals(Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>A WebSocket's handshake, by an upgrade or, over HTTP/2, by a CONNECT.</summary>
    public static bool IsSocket(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest
        || context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };
}
