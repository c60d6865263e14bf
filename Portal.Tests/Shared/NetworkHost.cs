using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.Shared;

/// <summary>The whole host, asked from the addresses that a test names in a header.</summary>
public sealed class NetworkHost : IAsyncDisposable
{
    private const string Header = "X-Test-Address";

    private readonly PortalHost inner;
    private readonly WebApplicationFactory<Program> outer;

    public NetworkHost(params (string Key, string Value)[] settings) : this(_ => { }, settings)
    {
    }

    public NetworkHost(Action<ILoggingBuilder> logging, params (string Key, string Value)[] settings)
    {
        inner = new(settings);
        outer = inner.WithWebHostBuilder(builder => builder.ConfigureLogging(logging).ConfigureServices(services => services.AddTransient<IStartupFilter, FromHeader>()));
    }

    public WebApplicationFactory<Program> Host => outer;

    public IServiceProvider Services => outer.Services;

    public TestClient From(string address) => new(outer.CreateClient(new() { AllowAutoRedirect = false }), address);

    public async ValueTask DisposeAsync()
    {
        await outer.DisposeAsync();
        await inner.DisposeAsync();
    }

    public sealed class TestClient(HttpClient http, string address)
    {
        public Task<HttpResponseMessage> GetAsync(string path, string accept = "text/html", params (string Name, string Value)[] headers) =>
            SendAsync(new(HttpMethod.Get, path) { Headers = { { "Accept", accept } } }, headers);

        public Task<HttpResponseMessage> PostAsync(string path, string body, params (string Name, string Value)[] headers) =>
            SendAsync(new(HttpMethod.Post, path) { Content = new StringContent(body) }, headers);

        private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, (string Name, string Value)[] headers)
        {
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            request.Headers.Add(Header, address);
            return http.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    private sealed class FromHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                if (IPAddress.TryParse(context.Request.Headers[Header].ToString(), out var address)) context.Connection.RemoteIpAddress = address;
                return rest(context);
            });
            next(app);
        };
    }
}
