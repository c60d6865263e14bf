using System.Net;
using System.Text.RegularExpressions;
using Bunit;
using Portal.Components.Demo;
using Portal.Domain.Accounts;
using Portal.Domain.Demo;
using Portal.Domain.Shared;
using Portal.Tests.Accounts;
using Portal.Tests.Shared;

namespace Portal.Tests.Demo;

public sealed partial class TrafficPanelTests(DemoHost demo) : IClassFixture<DemoHost>, IAsyncDisposable
{
    private readonly PageContext page = new(Role.Supervisor);

    [Fact]
    public void Panel_NobodyThere_OffersToStartOnly()
    {
        var panel = Show(new(null, 0));

        Assert.Equal(["Start"], panel.FindAll("button").Select(b => b.TextContent.Trim()));
        Assert.Equal("Nobody is simulated now.", panel.Find("[role=status]").TextContent);
        Assert.Equal("proof", panel.Find("input[name=__field]").GetAttribute("value"));
    }

    [Fact]
    public void Panel_Running_ShowsWhatRunsAndOffersToStopAndRemove()
    {
        var panel = Show(new(TrafficRules.Run(20, 12, page.Clock.GetUtcNow()), 7));

        Assert.Equal(["Change", "Stop", "Remove simulated 7"], panel.FindAll("button").Select(b => b.TextContent.Trim()));
        Assert.Equal(["20", "12"], panel.FindAll("option[selected]").Select(o => o.GetAttribute("value")));
        Assert.Contains("20 at most", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("in 30 minutes", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shop_ForVisitorsAndAgents_HasNoPanel()
    {
        var client = new StaffClient(demo.Host);
        Assert.DoesNotContain("Simulated customers", await ReadAsync(client), StringComparison.Ordinal);

        await client.SignInAsync(DemoAccounts.Ines.Email);

        Assert.DoesNotContain("Simulated customers", await ReadAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shop_ForASupervisor_StartsStopsAndRefusesWithoutProof()
    {
        var client = new StaffClient(demo.Host);
        await client.SignInAsync(DemoAccounts.Rosa.Email);
        var token = Token().Match(await ReadAsync(client)).Groups[1].Value;

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, "", ("act", "start"), ("customers", "5"), ("rate", "2"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, token, ("act", "dance"))).StatusCode);
        Assert.Equal("/demo#traffic", (await PostAsync(client, token, ("act", "start"), ("customers", "5"), ("rate", "2"))).Headers.Location?.OriginalString);
        Assert.Contains("5 at most at once", await ReadAsync(client), StringComparison.Ordinal);
        await PostAsync(client, token, ("act", "stop"));
        await PostAsync(client, token, ("act", "remove"));
        Assert.Contains("Nobody is simulated now.", await ReadAsync(client), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync() => await page.DisposeAsync();

    private IRenderedComponent<TrafficPanel> Show(TrafficState state) =>
        page.Show<TrafficPanel>(p => p.Add(c => c.State, state).Add(c => c.TokenField, "__field").Add(c => c.Token, "proof"));

    private static async Task<string> ReadAsync(StaffClient client) =>
        await (await client.GetAsync("/demo")).Content.ReadAsStringAsync(Xunit.TestContext.Current.CancellationToken);

    private static Task<HttpResponseMessage> PostAsync(StaffClient client, string token, params (string Name, string Value)[] fields) => client.Http.PostAsync(
        "/demo/traffic", new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]),
        Xunit.TestContext.Current.CancellationToken);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
