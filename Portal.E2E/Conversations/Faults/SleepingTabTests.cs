using Microsoft.Playwright;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Conversations.Faults;

/// <summary>A browser puts a customer's page to sleep, and keeps one that was left for the way back.</summary>
public sealed class SleepingTabTests(PortalFixture portal)
{
    [Fact]
    public async Task Chat_AsleepAndThenLeftAndComeBackTo_ShowsWhatWasMissedOnceAndKeepsTheDraft()
    {
        // A house of its own: elsewhere a colleague in another test may be given the customer.
        await using var server = await PortalServer.StartAsync();
        await using var agent = await portal.OpenAsync(server);
        await agent.SignInAsync(DemoPeople.Agent);
        var workspace = await agent.GoToAsync("/workspace");
        await using var customer = await portal.OpenAsync(server);
        var page = await customer.GoToAsync("/chat/demo");
        var first = $"customer {Random.Shared.Next(100, 1000)} of {Guid.NewGuid():N}";
        await WriteAsync(page, first);
        await workspace.OpenRowAsync(first);
        var browser = await page.Context.NewCDPSessionAsync(page);

        await Box(page).FillAsync("half a thought");
        await browser.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        for (var n = 1; n <= 5; n++) await workspace.ReplyAsync($"agent 00{n}");
        await Expect(workspace.Log()).ToContainTextAsync("agent 005");
        await browser.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });
        await ShowsAsync(page, 5);
        await Expect(Box(page)).ToHaveValueAsync("half a thought");

        await page.GotoAsync("/demo");
        await workspace.ReplyAsync("agent 006");
        await Expect(workspace.Log()).ToContainTextAsync("agent 006");
        await page.GoBackAsync();
        await ShowsAsync(page, 6);
        await Expect(Box(page)).ToHaveValueAsync("half a thought");
        await Box(page).PressAsync("Enter");
        await Expect(workspace.Log()).ToContainTextAsync("half a thought");
        await Expect(page.Log().GetByText("half a thought")).ToHaveCountAsync(1);
    }

    private static ILocator Box(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Message" });

    private static async Task WriteAsync(IPage page, string text)
    {
        await Box(page).FillAsync(text);
        await Box(page).PressAsync("Enter");
        await Expect(page.Log()).ToContainTextAsync(text);
    }

    private static async Task ShowsAsync(IPage page, int answers)
    {
        await Expect(page.Log()).ToContainTextAsync($"agent 00{answers}");
        var shown = StoredTimeline.NumbersIn(await page.Log().InnerTextAsync()).Where(t => t.StartsWith("agent", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, answers).Select(n => $"agent 00{n}"), shown);
    }
}
