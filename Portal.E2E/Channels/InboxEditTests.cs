using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Channels;

public sealed class InboxEditTests(PortalFixture portal)
{
    [Fact]
    public async Task Greeting_ChangedByAnAdmin_IsWhatTheNextCustomerReads()
    {
        await using var server = await PortalServer.StartAsync();
        await using var admin = await portal.OpenAsync(server);
        var page = await admin.SignInAsync(DemoPeople.Admin);
        await admin.GoToAsync("/admin/inboxes");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Larkfield") }).First.ClickAsync();
        var greeting = page.GetByRole(AriaRole.Textbox, new() { Name = "Greeting" });
        await greeting.FillAsync("Good day from the kettle people");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();

        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();
        await Expect(chat.GetByText("Good day from the kettle people")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Inbox_WithoutAName_SaysWhereAndKeepsWhatWasTyped()
    {
        await using var admin = await portal.SignedInAsync(DemoPeople.Admin);
        await admin.GoToAsync("/admin/inboxes/new");
        var page = admin.Page;
        var greeting = page.GetByRole(AriaRole.Textbox, new() { Name = "Greeting" });
        await greeting.FillAsync("Kept");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create inbox" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(greeting).ToHaveValueAsync("Kept");
    }
}
