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
        await using var tomas = await portal.OpenAsync(server);
        var news = await SlowNews.OnAsync(tomas.Context);
        var people = new[] { await ines.SignInAsync(DemoPeople.Agent), await tomas.SignInAsync(DemoPeople.SecondAgent) };
        foreach (var page in people) await SetAwayAsync(page);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("Who is faster?");

        foreach (var page in people)
        {
            await page.GetByRole(AriaRole.Group, new() { Name = "View" }).GetByRole(AriaRole.Button, new() { NameRegex = new("Unassigned") }).ClickAsync();
            await page.OpenRowAsync("Who is faster?");
        }

        // What the server says to the second one is on its way for a while: to them the conversation is still free.
        news.Hold();
        await people[0].GetByRole(AriaRole.Button, new() { Name = "Take", Exact = true }).ClickAsync();
        await Expect(people[0].Log()).ToContainTextAsync("You joined");
        await people[1].GetByRole(AriaRole.Button, new() { Name = "Take", Exact = true }).ClickAsync();
        news.Release();

        await Expect(people[1].Log()).ToContainTextAsync("Ines Okafor joined");
        await Expect(people[1].GetByText("Somebody else was faster and has it now.")).ToBeVisibleAsync();
        await Expect(people[1].GetByRole(AriaRole.Textbox, new() { Name = "Reply" })).ToHaveCountAsync(0);
        await Expect(people[0].GetByRole(AriaRole.Textbox, new() { Name = "Reply" })).ToBeVisibleAsync();
    }

    private static async Task SetAwayAsync(IPage page)
    {
        await page.GotoAsync("/workspace");
        await page.GetByRole(AriaRole.Button, new() { Name = "Your status" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Away" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Your status" })).ToHaveAccessibleDescriptionAsync(new Regex("Away"));
    }
}
