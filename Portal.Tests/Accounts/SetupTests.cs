using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Accounts;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

public sealed class SetupTests : IAsyncDisposable
{
    private readonly PortalHost host = new(("Demo:Enabled", "false"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Setup_WithTheToken_MakesTheFirstAdminOnce()
    {
        var browser = new StaffClient(host);
        var token = host.Services.GetRequiredService<SetupToken>().Value;

        var wrong = await SubmitAsync(browser, "0123456789abcdef");
        Assert.Contains("That is not the token", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("first@example.com", Between(await wrong.Content.ReadAsStringAsync(Ct), "name=\"Email\" type=\"email\" value=\"", "\""));

        var made = await SubmitAsync(browser, token);
        Assert.Equal("/admin", new Uri(new Uri("http://x"), made.Headers.Location!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin")).StatusCode);

        var gone = await new StaffClient(host).GetAsync("/setup");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.DoesNotContain("One-time token", await gone.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_SecondFormOfTheSameMoment_IsTooLate()
    {
        var (first, second) = (new StaffClient(host), new StaffClient(host));
        var token = host.Services.GetRequiredService<SetupToken>().Value;

        var answers = await Task.WhenAll(SubmitAsync(first, token, "a@example.com"), SubmitAsync(second, token, "b@example.com"));

        Assert.Single(answers, a => a.Headers.Location is { } to && to.ToString().EndsWith("/admin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Setup_WhereTheDemoIsOn_DoesNotExist()
    {
        await using var demo = new PortalHost(("Demo:Enabled", "true"));
        Assert.Equal(HttpStatusCode.NotFound, (await new StaffClient(demo).GetAsync("/setup")).StatusCode);
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    private static Task<HttpResponseMessage> SubmitAsync(StaffClient browser, string token, string email = "first@example.com") => browser.SubmitAsync(
        "/setup", "setup", ("Token", token), ("Name", "First Person"), ("Email", email), ("Password", "seven quiet lamps"));

    private static string Between(string text, string before, string after) => text.Split(before, 2)[^1].Split(after)[0];
}
