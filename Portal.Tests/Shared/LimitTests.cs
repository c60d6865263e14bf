using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Hosting;

namespace Portal.Tests.Shared;

public sealed class LimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Network_AskingTooOften_HasToWait_AndOthersDoNot()
    {
        await using var host = new NetworkHost(("Limits:HellosPerMinute", "3"));
        var (one, other) = (host.From("203.0.113.7"), host.From("203.0.113.8"));

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++) statuses.Add((await one.PostAsync("/embed/v1/demo/hello", "{}")).StatusCode);
        using var refused = await one.PostAsync("/embed/v1/another/hello", "{}");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await other.PostAsync("/embed/v1/demo/hello", "{}")).StatusCode);
    }

    [Fact]
    public async Task AddressesOfOneIpv6Network_CountTogether()
    {
        await using var host = new NetworkHost(("Limits:HellosPerMinute", "2"));
        for (var i = 1; i <= 2; i++) await host.From($"2001:db8:1:2::{i}").PostAsync("/embed/v1/demo/hello", "{}");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await host.From("2001:db8:1:2:ffff::9").PostAsync("/embed/v1/demo/hello", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.From("2001:db8:1:3::1").PostAsync("/embed/v1/demo/hello", "{}")).StatusCode);
    }

    [Theory]
    [InlineData("/chat/demo", "Limits:ChatsPerMinute")]
    [InlineData("/login", "Limits:PagesPerMinute")]
    [InlineData("/setup", "Limits:PagesPerMinute")]
    [InlineData("/demo", "Limits:PagesPerMinute")]
    [InlineData("/health/ready", "Limits:ChecksPerMinute")]
    [InlineData("/attachments/00000000-0000-0000-0000-000000000001", "Limits:FilesPerMinute")]
    [InlineData("/_blazor/initializers", "Limits:ConnectsPerMinute")]
    public async Task Entry_BeyondItsLimit_AsksToWait(string path, string setting)
    {
        await using var host = new NetworkHost((setting, "1"));
        var client = host.From("203.0.113.7");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await client.GetAsync(path)).StatusCode);

        using var refused = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task ThisMachine_IsNotLimited_UnlessItIsAskedFor()
    {
        await using var open = new NetworkHost(("Limits:HellosPerMinute", "1"));
        await using var strict = new NetworkHost(("Limits:HellosPerMinute", "1"), ("Limits:IncludeLocal", "true"));
        foreach (var host in (NetworkHost[])[open, strict]) await host.From("127.0.0.1").PostAsync("/embed/v1/demo/hello", "{}");

        Assert.Equal(HttpStatusCode.OK, (await open.From("127.0.0.1").PostAsync("/embed/v1/demo/hello", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await strict.From("127.0.0.1").PostAsync("/embed/v1/demo/hello", "{}")).StatusCode);
    }

    [Fact]
    public async Task Chat_NoRoom_ShowsKindWordsInTheVisitorsLanguage_InsideAForeignPage()
    {
        await using var host = new NetworkHost(("Limits:Circuits", "1"));
        using var taken = host.Services.GetRequiredService<CircuitCap>().TryEnter(new DefaultHttpContext());
        Assert.NotNull(taken);

        using var answer = await host.From("203.0.113.7").GetAsync("/chat/demo");

        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("A lot of people are writing to us at this moment.", text, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", text, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors *", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("X-Frame-Options"));

        taken.Dispose();
        Assert.Equal(HttpStatusCode.OK, (await host.From("203.0.113.7").GetAsync("/chat/demo")).StatusCode);
    }

    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/_blazor/")]
    [InlineData("/_BLAZOR/")]
    public async Task Circuit_NoRoom_IsRefusedHoweverItsAddressIsWritten(string path)
    {
        await using var host = new NetworkHost(("Limits:Circuits", "1"));
        using var taken = host.Services.GetRequiredService<CircuitCap>().TryEnter(new DefaultHttpContext());

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Host.Server.CreateWebSocketClient().ConnectAsync(new Uri(host.Host.Server.BaseAddress, path), Ct));

        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/_blazor/")]
    public async Task Circuit_WithoutAWebSocket_IsToldToUseOne(string path)
    {
        await using var host = new NetworkHost();

        using var answer = await host.From("203.0.113.7").GetAsync(path);

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
    }

    [Fact]
    public void Cap_ConnectionsComeAndGo_AreCountedOnceEach()
    {
        var cap = new CircuitCap(Options.Create(new LimitOptions { Circuits = 3, CircuitsPerAddress = 2 }));
        var (one, other) = (From("203.0.113.7"), From("203.0.113.8"));

        var first = cap.TryEnter(one);
        using var second = cap.TryEnter(one);
        Assert.Null(cap.TryEnter(one));
        using var third = cap.TryEnter(other);
        Assert.NotNull(third);
        Assert.Null(cap.TryEnter(From("203.0.113.9")));

        first!.Dispose();
        first.Dispose();
        Assert.Equal(2, cap.Total);
        Assert.True(cap.HasRoomFor(one));
    }

    private static HttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
