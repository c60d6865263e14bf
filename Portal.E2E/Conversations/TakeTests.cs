using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Conversations;

public sealed class TakeTests(PortalFixture portal)
{
    [Fact]
    public async Task Take_ByTwoAgentsAtOnce_OneHoldsItAndTheOtherIsTold()
    {
        await using var server = await PortalServer.StartAsync();
        await using var customer = await portal.OpenAsync(server);
        await using var ines = await portal.OpenAsync(server);
        await using var jonas = await portal.OpenAsync(server);
        var people = new[] { await ines.SignInAsync(DemoPeople.Agent), await jonas.SignInAsync(DemoPeople.SecondAgent) };
        foreach (var page in people) await SetAwayAsync(page);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("Who is faster?");

        foreach (var page in people)
        {
            await page.GetByRole(AriaRole.Group, new() { Name = "View" }).GetByRole(AriaRole.Button, new() { NameRegex = new("Unassigned") }).ClickAsync();
            await page.OpenRowAsync("Who is faster?");
        }

        await Task.WhenAll(people.Select(page => page.GetByRole(AriaRole.Button, new() { Name = "Take", Exact = true }).ClickAsync()));

        foreach (var page in people) await Expect(page.Log()).ToContainTextAsync("joined");
        var won = await Task.WhenAll(people.Select(async page => (await page.Log().InnerTextAsync()).Contains("You joined", StringComparison.Ordinal)));
        Assert.Single(won, true);
        await Expect(people[Array.IndexOf(won, false)].GetByText("Somebody else was faster and has it now.")).ToBeVisibleAsync();
        await Expect(people[Array.IndexOf(won, false)].GetByRole(AriaRole.Textbox, new() { Name = "Reply" })).ToHaveCountAsync(0);
    }

    private static async Task SetAwayAsync(IPage page)
    {
        await page.GotoAsync("/workspace");
        await page.GetByRole(AriaRole.Button, new() { Name = "Your status" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Away" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Your status" })).ToHaveAccessibleDescriptionAsync(new Regex("Away"));
    }
}
