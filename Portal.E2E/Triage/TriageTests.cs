using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Triage;

public sealed class TriageTests(PortalFixture portal)
{
    [Fact]
    public async Task Rule_WrittenTriedAndPublished_SortsTheNextConversationAndSaysWhy()
    {
        await using var server = await PortalServer.StartAsync();
        await using var before = await portal.OpenAsync(server);
        await (await before.OpenChatAsync()).WriteAsync("Can I get a refund for the kettle?");

        await using var admin = await portal.OpenAsync(server);
        var page = await admin.SignInAsync(DemoPeople.Admin);
        await admin.GoToAsync("/admin/triage");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a rule" }).ClickAsync();
        await FillAsync(page, "Rule name", "Money back");
        await FillAsync(page, "Value", "refund, money back");
        await FillAsync(page, "Topic", "Refunds");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Queue" }).SelectOptionAsync("Returns");
        await FillAsync(page, "Tags", "money");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Priority" }).SelectOptionAsync("High");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Weight" }).SelectOptionAsync("1.5 units");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add rule" }).ClickAsync();
        // The one before was open until now: what is typed at once would still go there.
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Rule name", Exact = true })).ToHaveValueAsync("");
        await FillAsync(page, "Rule name", "Everybody else");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the condition" }).ClickAsync();
        await FillAsync(page, "Topic", "Other");
        await Accessibility.ShouldBeAccessibleAsync(page, "triage-editor");

        // In the wrong order the general rule would take everything: the keyboard puts it right.
        var rules = page.GetByRole(AriaRole.List, new() { Name = "Rules" });
        await rules.GetByRole(AriaRole.Button, new() { Name = "Everybody else", Exact = true }).PressAsync("Alt+ArrowUp");
        await Expect(rules.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Everybody else");
        await Expect(rules.GetByRole(AriaRole.Button, new() { Name = "Everybody else", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(rules.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Money back");

        await page.GetByRole(AriaRole.Button, new() { Name = "Try the rules" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Table, new() { Name = "What would change" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "refund for the kettle" });
        await Expect(row.GetByRole(AriaRole.Cell).Nth(0)).ToContainTextAsync("no rule applies");
        await Expect(row.GetByRole(AriaRole.Cell).Nth(1)).ToContainTextAsync("by 1 Money back");
        await Accessibility.ShouldBeAccessibleAsync(page, "triage-dry-run");
        await page.SetViewportSizeAsync(360, 740);
        await Screenshots.TakeAsync(page, "triage-360");
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth") <= 0);
        await page.SetViewportSizeAsync(1280, 800);

        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Version 1 is in force" })).ToBeVisibleAsync();

        await using var agent = await portal.OpenAsync(server);
        var desk = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        await using var customer = await portal.OpenAsync(server);
        await (await customer.OpenChatAsync()).WriteAsync("I want my money back");
        await desk.OpenRowAsync("I want my money back");
        var about = desk.GetByRole(AriaRole.Region, new() { Name = "What it is about" });
        await Expect(about).ToContainTextAsync("Refunds");
        await about.GetByText("Why").ClickAsync();
        await Expect(about).ToContainTextAsync("by rule 1, Money back");
        await Expect(about).ToContainTextAsync("Version 1 of the rules");
        await Expect(desk.Log()).ToContainTextAsync("The rules set Refunds · Returns · money");
        await Expect(desk.Log()).ToContainTextAsync("Priority is now High: the rules of triage say so");
        await Accessibility.ShouldBeAccessibleAsync(desk, "triage-why");
    }

    private static Task FillAsync(IPage page, string name, string value) => page.GetByRole(AriaRole.Textbox, new() { Name = name, Exact = true }).FillAsync(value);
}
