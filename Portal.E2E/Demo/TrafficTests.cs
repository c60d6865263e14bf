using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Demo;

public sealed class TrafficTests(PortalFixture portal)
{
    [Fact]
    public async Task Traffic_Started_ArrivesMarkedIsAnsweredAndGoesWithoutATrace()
    {
        await using var server = await PortalServer.StartAsync(new Dictionary<string, string> { ["Demo:Haste"] = "8" });
        await using var rosa = await portal.OpenAsync(server);
        await rosa.SignInAsync(DemoPeople.Supervisor);
        await rosa.GoToAsync("/demo");
        var panel = rosa.Page.GetByRole(AriaRole.Region, new() { Name = "Simulated customers" });
        await panel.GetByLabel("At most at once").SelectOptionAsync("5");
        await panel.GetByLabel("Arrivals per minute").SelectOptionAsync("60");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Status)).ToContainTextAsync("5 at most at once");

        await using var ines = await portal.OpenAsync(server);
        var workspace = await ines.SignInAsync(DemoPeople.Agent);
        await ines.GoToAsync("/workspace");
        var row = workspace.GetByRole(AriaRole.List, new() { Name = "Conversations" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Simulated" }).First;
        await row.ClickAsync();
        await Expect(workspace.Locator("#conv").GetByTitle("A customer whom the demo plays")).ToBeVisibleAsync();
        await workspace.ReplyAsync("I look it up for you.");
        await Expect(workspace.Log()).ToContainTextAsync("I look it up for you.");
        await Accessibility.ShouldBeAccessibleAsync(workspace, "traffic-workspace");

        await rosa.GoToAsync("/live");
        var conversations = rosa.Page.GetByRole(AriaRole.Region, new() { Name = "Conversations" });
        await Expect(conversations.GetByRole(AriaRole.Link).First).ToContainTextAsync("Simulated");
        await Accessibility.ShouldBeAccessibleAsync(rosa.Page, "traffic-live");

        await rosa.GoToAsync("/demo");
        await panel.ScrollIntoViewIfNeededAsync();
        await Accessibility.ShouldBeAccessibleAsync(rosa.Page, "traffic-demo");
        await rosa.Page.SetViewportSizeAsync(360, 740);
        await panel.ScrollIntoViewIfNeededAsync();
        Assert.True(await rosa.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await Screenshots.TakeAsync(rosa.Page, "traffic-demo-360");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Remove simulated" }).ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Status)).ToHaveTextAsync("Nobody is simulated now.");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Remove simulated" })).ToHaveCountAsync(0);

        await Expect(workspace.GetByRole(AriaRole.List, new() { Name = "Conversations" }).GetByText("Simulated")).ToHaveCountAsync(0);
        await rosa.GoToAsync("/live");
        await Expect(conversations).ToContainTextAsync("No conversation is open");
        rosa.ShouldHaveNoErrors();
    }
}
