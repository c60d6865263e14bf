using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Routing;

public sealed class WhyTests(PortalFixture portal)
{
    [Fact]
    public async Task Why_WaitingThenAssigned_IsToldInWordsToTheSupervisorAndTheAgent()
    {
        await using var server = await PortalServer.StartAsync();
        await using var ines = await portal.OpenAsync(server);
        var agent = await ines.SignInAsync(DemoPeople.Agent);
        await ines.GoToAsync("/workspace");
        await ChooseAsync(agent, "Away");
        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("Is anybody there?");

        await using var supervisor = await portal.OpenAsync(server);
        var live = await supervisor.SignInAsync(DemoPeople.Supervisor);
        await supervisor.GoToAsync("/live");
        await live.GetByRole(AriaRole.Region, new() { Name = "Conversations" }).GetByRole(AriaRole.Link).First.ClickAsync();
        var panel = live.GetByRole(AriaRole.Complementary, new() { Name = "Customer" });
        var why = panel.GetByRole(AriaRole.Region, new() { Name = "Why it still waits" });
        await Expect(why).ToContainTextAsync("busy or away");
        await why.GetByText("Who was looked at").ClickAsync();
        await Expect(why.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Ines" })).ToContainTextAsync("away");
        await Accessibility.ShouldBeAccessibleAsync(live, "why-waiting");

        await ChooseAsync(agent, "Available");
        await agent.OpenRowAsync("Is anybody there?");
        var given = agent.GetByRole(AriaRole.Region, new() { Name = "Why this agent" });
        await Expect(given).ToContainTextAsync("You: nobody else could have it.");
        await Expect(panel.GetByRole(AriaRole.Region, new() { Name = "Why this agent" })).ToContainTextAsync("Ines");
        await given.GetByText("Who was looked at").ClickAsync();
        await Accessibility.ShouldBeAccessibleAsync(agent, "why-mine");
    }

    private static async Task ChooseAsync(IPage page, string presence)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Your status" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = presence }).ClickAsync();
    }
}
