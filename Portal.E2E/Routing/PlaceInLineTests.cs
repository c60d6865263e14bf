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
        await dialog.GetByRole(AriaRole.Spinbutton, new() { Name = "Chat", Exact = true }).FillAsync("1");
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
        await Accessibility.ShouldBeAccessibleAsync(third.Page, "place-in-line");
        await LimitLineAsync(admin, users);
        await using var fourth = await portal.OpenAsync(server);
        var last = await fourth.OpenChatAsync();
        await last.WriteAsync("four");
        await Expect(last.Log()).ToContainTextAsync("we cannot take you into the line just now");
        await last.GetByRole(AriaRole.Textbox, new() { Name = "Email" }).FillAsync("mara@post.example");
        await Accessibility.ShouldHoldWideAndNarrowAsync(fourth.Page, "line-full");
        await last.GetByRole(AriaRole.Button, new() { Name = "Answer by email" }).ClickAsync();
        await Expect(last.Log()).ToContainTextAsync("We answer to mara@post.example.");
        await Expect(last.GetByText("You keep your place.")).ToBeVisibleAsync();
        await Accessibility.ShouldBeAccessibleAsync(fourth.Page, "line-by-email");

        await workspace.OpenRowAsync("one");
        await workspace.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).First.ClickAsync();
        await Expect(chats[2].GetByText("You are next.")).ToBeVisibleAsync();
    }

    private static async Task LimitLineAsync(BrowserSession admin, IPage page)
    {
        await admin.GoToAsync("/admin/queues");
        await page.GetByRole(AriaRole.Link, new() { Name = "Orders" }).ClickAsync();
        var line = page.GetByRole(AriaRole.Region, new() { Name = "Line" });
        await line.GetByRole(AriaRole.Spinbutton, new() { Name = "So many may wait" }).FillAsync("2");
        await line.GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Label = "Is asked for an email address" });
        await line.GetByText("What they read when the line is full").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Accessibility.ShouldBeAccessibleAsync(page, "queue-line");
    }
}
