using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Routing;

public sealed class SkillTests(PortalFixture portal)
{
    [Fact]
    public async Task Skills_WaitRelaxLapseAndReassign_AreSeenAtEveryStep()
    {
        await using var server = await PortalServer.StartAsync();
        await using var boss = await portal.OpenAsync(server);
        var admin = await boss.SignInAsync(DemoPeople.Admin);
        await MakeSkillAsync(boss);
        await AskForItAsync(boss);

        // Ines is here and lacks it; Tomás has it and is away.
        await using var ines = await portal.OpenAsync(server);
        await using var tomas = await portal.OpenAsync(server);
        var first = await ines.SignInAsync(DemoPeople.Agent);
        await ines.GoToAsync("/workspace");
        var second = await tomas.SignInAsync(DemoPeople.SecondAgent);
        await tomas.GoToAsync("/workspace");
        await ChooseAsync(second, "Away");
        await using var customer = await portal.OpenAsync(server);
        await (await customer.OpenChatAsync()).WriteAsync("Guten Tag, wo ist meine Kanne?");

        await boss.GoToAsync("/live");
        await admin.GetByRole(AriaRole.Region, new() { Name = "Conversations" }).GetByRole(AriaRole.Link).First.ClickAsync();
        var panel = admin.GetByRole(AriaRole.Complementary, new() { Name = "Customer" });
        var waits = panel.GetByRole(AriaRole.Region, new() { Name = "Why it still waits" });
        await Expect(waits).ToContainTextAsync("Less is asked for when the wait is long enough.");
        await Expect(waits).ToContainTextAsync("Asks for German 3, and for less at");
        await waits.GetByText("Who was looked at").ClickAsync();
        await Expect(waits.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Ines" })).ToContainTextAsync("lacks German 3");
        await Expect(panel.GetByRole(AriaRole.Region, new() { Name = "Skills it asks for" })).ToContainTextAsync("German 3 by its queue");
        await Accessibility.ShouldBeAccessibleAsync(admin, "skills-waiting");

        // After the step nobody needs German, and Ines is offered it. She does not open it; Tomás comes meanwhile.
        var given = panel.GetByRole(AriaRole.Region, new() { Name = "Why this agent" });
        await Expect(given).ToContainTextAsync("Ines", new() { Timeout = 40_000 });
        await Expect(given).ToContainTextAsync("Asks for no skill any more, 5 levels less than at first.");
        await ChooseAsync(second, "Available");
        // His name alone stands among those who were looked at, too.
        await Expect(given).ToContainTextAsync("Tomás Reyes: ", new() { Timeout = 40_000 });
        await given.GetByText("Who was looked at").ClickAsync();
        // The wait went on over the offer that nobody opened: no more is asked for than before.
        await Expect(given.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Ines" })).ToContainTextAsync("was offered it");
        await Expect(given).ToContainTextAsync("Asks for no skill any more, 5 levels less than at first.");
        await second.OpenRowAsync("Guten Tag");
        await Accessibility.ShouldBeAccessibleAsync(second, "skills-reassigned");
        boss.ShouldHaveNoErrors();
    }

    private static async Task MakeSkillAsync(BrowserSession boss)
    {
        var page = await boss.GoToAsync("/admin/skills/new");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("German");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Language code" }).FillAsync("de");
        await page.GetByRole(AriaRole.Combobox, new() { NameRegex = new("Level of Tom") }).SelectOptionAsync("4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create skill" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("/new", StringComparison.Ordinal));
        await Accessibility.ShouldBeAccessibleAsync(page, "skill");
    }

    private static async Task AskForItAsync(BrowserSession boss)
    {
        var page = await boss.GoToAsync("/admin/queues");
        await page.GetByRole(AriaRole.Link, new() { Name = "Orders" }).ClickAsync();
        var skills = page.GetByRole(AriaRole.Region, new() { Name = "Skills" });
        await skills.GetByRole(AriaRole.Combobox, new() { Name = "Ask for a skill" }).SelectOptionAsync(new SelectOptionValue { Label = "German" });
        await Expect(skills.GetByRole(AriaRole.Combobox, new() { Name = "Level of German" })).ToHaveValueAsync("3");
        await skills.GetByRole(AriaRole.Button, new() { Name = "Add a step" }).ClickAsync();
        await skills.GetByRole(AriaRole.Spinbutton, new() { Name = "Step 1, after seconds" }).FillAsync("20");
        await skills.GetByRole(AriaRole.Spinbutton, new() { Name = "Step 1, levels less" }).FillAsync("5");
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Seconds to open an offered conversation" }).FillAsync("8");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        await Accessibility.ShouldBeAccessibleAsync(page, "queue-skills");
    }

    private static async Task ChooseAsync(IPage page, string presence)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Your status" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = presence, Exact = true }).ClickAsync();
    }
}
