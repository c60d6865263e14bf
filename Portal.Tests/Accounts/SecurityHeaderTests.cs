using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Hosting;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

public sealed class SecurityHeaderTests(DemoHost demo) : IClassFixture<DemoHost>
{
    private PortalHost Host => demo.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/login")]
    [InlineData("/health/live")]
    [InlineData("/css/tokens.css")]
    [InlineData("/not/there")]
    [InlineData("/_blazor")]
    public async Task EveryAnswer_OnEveryPath_CarriesTheHeaders(string path)
    {
        using var answer = await Host.CreateClient(new() { AllowAutoRedirect = false }).GetAsync(path, Ct);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'self'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://localhost:81", false)]
    [InlineData("null", false)]
    [InlineData("http://localhost", true)]
    [InlineData("https://portal.example:8443", true)]
    [InlineData("https://portal.example", false)]
    public async Task Circuit_FromAnotherOrigin_IsRefused(string origin, bool allowed)
    {
        var sockets = Host.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers.Origin = origin;
        if (allowed)
        {
            using var socket = await sockets.ConnectAsync(new Uri("ws://localhost/_blazor"), Ct);
            Assert.Equal(WebSocketState.Open, socket.State);
        }
        else
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => sockets.ConnectAsync(new Uri("ws://localhost/_blazor"), Ct));
            Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AllowFramingBy_OriginsWithTricks_LetsOnlyPlainOnesThrough()
    {
        var context = new DefaultHttpContext();
        context.AllowFramingBy(["https://shop.example", "https://a.example; script-src *", "https://b.example/path", "javascript:alert(1)", "*", "http://c.example:8080", "'self'"]);

        Assert.Equal("https://shop.example http://c.example:8080 'self'", await FrameAncestorsAsync(context));
    }

    [Fact]
    public async Task AllowFramingBy_Nobody_StaysNobody()
    {
        var context = new DefaultHttpContext();
        context.AllowFramingBy([]);

        Assert.Equal("'none'", await FrameAncestorsAsync(context));
    }

    private static async Task<string> FrameAncestorsAsync(HttpContext context)
    {
        var started = new StartableResponse();
        context.Features.Set<IHttpResponseFeature>(started);
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UseSecurityHeaders();
        app.Run(_ => Task.CompletedTask);
        await app.Build()(context);
        await started.StartAsync();
        return context.Response.Headers.ContentSecurityPolicy.ToString().Split("frame-ancestors ")[1];
    }

    private sealed class StartableResponse : HttpResponseFeature
    {
        private readonly List<(Func<object, Task> Callback, object State)> callbacks = [];

        public override void OnStarting(Func<object, Task> callback, object state) => callbacks.Add((callback, state));

        public async Task StartAsync()
        {
            foreach (var (callback, state) in callbacks) await callback(state);
        }
    }
}
