using Portal.Tests.Shared;

namespace Portal.Tests.Nodes;

/// <summary>Over a real socket: who asks is the peer's address, which only a trusted proxy may replace.</summary>
public sealed class ForwardedHeadersTests
{
    [Theory]
    [InlineData("", "", false)]
    [InlineData("Security:TrustedProxies:0", "10.1.2.3", false)]
    [InlineData("Security:TrustedNetworks:0", "10.0.0.0/8", false)]
    [InlineData("Security:TrustedProxies:0", "127.0.0.1", true)]
    [InlineData("Security:TrustedNetworks:0", "127.0.0.0/8", true)]
    public async Task ForwardedProto_IsBelievedFromATrustedPeerOnly(string setting, string value, bool believed)
    {
        await using var host = setting.Length == 0 ? new PortalHost() : new PortalHost((setting, value));
        host.UseKestrel(0);
        host.StartServer();
        using var http = new HttpClient { BaseAddress = host.ClientOptions.BaseAddress };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var answer = await http.GetAsync("/login", TestContext.Current.CancellationToken);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("portal.form=", StringComparison.Ordinal));
        Assert.Equal(believed, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Security:TrustedProxies:0", "proxy.example")]
    [InlineData("Security:TrustedNetworks:0", "10.0.0.1/99")]
    public async Task Trusted_ThatIsNoAddress_IsRefusedAtTheStart(string setting, string value)
    {
        await using var host = new PortalHost((setting, value));

        Assert.Contains(setting.Split(':')[1], Assert.ThrowsAny<Exception>(() => host.Services).ToString(), StringComparison.Ordinal);
    }
}
