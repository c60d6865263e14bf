using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Routing;

public sealed class PlaceInLineTests(PortalFixture portal)
{
    [Fact]
    public async Task Waiting_WhileEverybodyIsFull_TellsThePlaceAndMovesUp()
    {
        await using var server = await PortalServer.StartAsync();
        await using var admin = await portal.OpenAsync(server);
        var users = await admin.SignInAsync(DemoPeople.Admin);
        await admin.GoToAsync("/admin/users");
        await users.GetByRole(AriaRole.Row).Filter(new() { HasText = DemoPeople.Agent }).GetByRole(AriaRole.Button).Last.ClickAsync();
        await users.GetByRole(AriaRole.Menuitem, new() { Name = "Change" }).ClickAsync();
        var dialog = users.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Spinbutton, new() { Name = "Conversations at the same time" }).FillAsync("1");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await using var ines = await portal.OpenAsync(server);
        var workspace = await ines.SignInAsync(DemoPeople.Agent);
        await ines.GoToAsync("/workspace");
        await Expect(workspace.GetByRole(AriaRole.Button, new() { Name = "Your status" })).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("Available"));

        await using BrowserSession first = await portal.OpenAsync(server), second = await portal.OpenAsync(server), third = await portal.OpenAsync(server);
        var chats = new List<IFrameLocator>();
        foreach (var (customer, text) in new[] { (first, "one"), (second, "two"), (third, "three") })
        {
            var chat = await customer.OpenChatAsync();
            await chat.WriteAsync(text);
            await Expect(chat.Log()).ToContainTextAsync(new System.Text.RegularExpressions.Regex("Sent|Delivered|Read"));
            chats.Add(chat);
        }

        await Expect(chats[1].GetByText("You are next.")).ToBeVisibleAsync();
        await Expect(chats[2].GetByText("You are number 2 in line.")).ToBeVisibleAsync();
        await Screenshots.TakeAsync(third.Page, "place-in-line");

        await workspace.OpenRowAsync("one");
        await workspace.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).First.ClickAsync();
        await Expect(chats[2].GetByText("You are next.")).ToBeVisibleAsync();
    }
}
