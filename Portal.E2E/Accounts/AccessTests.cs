using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Accounts;

public sealed class AccessTests(PortalFixture portal)
{
    private static readonly LocatorAssertionsToBeVisibleOptions WithinThirtySeconds = new() { Timeout = 30_000 };

    [Fact]
    public async Task Disable_OfAnAgentWithAnOpenConversation_EndsTheirPage()
    {
        await using var server = await PortalServer.StartAsync();
        await using var agent = await portal.OpenAsync(server);
        var workspace = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("My kettle has a dent");
        await workspace.OpenRowAsync("My kettle has a dent");

        await using var admin = await portal.OpenAsync(server);
        var users = await admin.SignInAsync(DemoPeople.Admin);
        await admin.GoToAsync("/admin/users");
        await users.GetByRole(AriaRole.Row).Filter(new() { HasText = DemoPeople.Agent }).GetByRole(AriaRole.Button).Last.ClickAsync();
        await users.GetByRole(AriaRole.Menuitem, new() { Name = "Disable" }).ClickAsync();

        await Expect(workspace.GetByRole(AriaRole.Textbox, new() { Name = "Password" })).ToBeVisibleAsync(WithinThirtySeconds);
        Assert.StartsWith("/login", new Uri(workspace.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Log, line => line.StartsWith("fail:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SecondStep_SwitchedOn_AsksForACodeAndTakesEachRecoveryCodeOnce()
    {
        await using var server = await PortalServer.StartAsync();
        await using var owner = await portal.OpenAsync(server);
        var page = await owner.SignInAsync(DemoPeople.Supervisor);
        await owner.GoToAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up an authenticator app" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("QR code") })).ToBeVisibleAsync();
        await Accessibility.ShouldBeAccessibleAsync(page, "second-step");
        var key = await page.Locator(".key code").InnerTextAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Code from the app" }).FillAsync(AuthenticatorApp.CodeNow(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch on" }).ClickAsync();
        var recovery = await page.GetByRole(AriaRole.List, new() { Name = "Recovery codes" }).GetByRole(AriaRole.Listitem).First.InnerTextAsync();

        await SignInWithRecoveryCodeAsync(server, recovery, async entered =>
        {
            await entered.WaitForURLAsync("**/live");
            await Expect(entered.GetByRole(AriaRole.Region, new() { Name = "Queues" })).ToBeVisibleAsync();
        });
        await SignInWithRecoveryCodeAsync(server, recovery, async refused =>
            await Expect(refused.GetByRole(AriaRole.Alert)).ToContainTextAsync("code"));
    }

    private async Task SignInWithRecoveryCodeAsync(PortalServer server, string code, Func<IPage, Task> then)
    {
        await using var person = await portal.OpenAsync(server);
        var page = await person.SignInAsync(DemoPeople.Supervisor);
        Assert.Equal("/login/two-factor", new Uri(page.Url).AbsolutePath);
        await page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code instead" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Recovery code" }).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await then(page);
    }
}
