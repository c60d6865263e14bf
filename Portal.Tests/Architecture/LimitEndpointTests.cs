using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Shared;

namespace Portal.Tests.Architecture;

public sealed class LimitEndpointTests
{
    /// <summary>Anonymous endpoints without a limit, and why.</summary>
    private static readonly Dictionary<string, string> Unlimited = new()
    {
        ["/health/live"] = "answers from memory, and pages ask it while they reconnect",
    };

    [Fact]
    public async Task EveryAnonymousEndpoint_IsLimited_OrNamedWithAReason()
    {
        await using var host = new PortalHost();
        var anonymous = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            // Files of the web root: no database, no state, and browsers keep them.
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null).ToList();

        Assert.Contains(anonymous, e => e.RoutePattern.RawText == "/chat/{inboxKey}");
        Assert.Contains(anonymous, e => e.RoutePattern.RawText!.Contains("_blazor", StringComparison.Ordinal));
        anonymous.Where(e => e.Metadata.GetMetadata<EnableRateLimitingAttribute>() is null || e.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
            .Select(e => e.RoutePattern.RawText!).Where(path => !Unlimited.ContainsKey(path))
            .ShouldBeEmpty("Anybody may ask these as often as they like:");
        Unlimited.Keys.Where(path => anonymous.All(e => e.RoutePattern.RawText != path)).ShouldBeEmpty("These exceptions are not needed any more:");
    }
}
