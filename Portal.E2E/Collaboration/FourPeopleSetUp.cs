using System.Text;
using Microsoft.Playwright;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Collaboration;

/// <summary>What the one who leads sets up by the admin's pages: a skill, opening hours, a promise, a tier that is asked when it is broken, and a queue with all of them.</summary>
internal static class FourPeopleSetUp
{
    private const string Holidays = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20251225\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    public static async Task MakeAsync(BrowserSession boss)
    {
        await MakeSkillAsync(boss);
        await TryCalendarAsync(boss);
        await MakeCalendarAsync(boss);
        await MakePolicyAsync(boss);
        await ChangeTierAsync(boss);
        await ChangeQueueAsync(boss);
    }

    private static async Task MakeSkillAsync(BrowserSession boss)
    {
        var page = await boss.GoToAsync("/admin/skills/new");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("German");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Language code" }).FillAsync("de");
        await page.GetByRole(AriaRole.Combobox, new() { NameRegex = new("Level of Tom") }).SelectOptionAsync("4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create skill" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("/new", StringComparison.Ordinal));
    }

    private static async Task TryCalendarAsync(BrowserSession boss)
    {
        var page = await boss.GoToAsync("/admin/calendars/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Office");
        await page.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await page.GetByLabel("Monday").FillAsync("9-12, 13-18");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "days.ics", MimeType = "text/calendar", Buffer = Encoding.UTF8.GetBytes(Holidays) });
        await Expect(page.GetByText("3 days added of 3 in the file")).ToBeVisibleAsync();
        await page.GetByLabel("A customer writes on").FillAsync("2026-03-06T17:50");
        await Expect(page.GetByText("If a customer writes on Friday 6 March, 17:50, the answer is due Monday 9 March, 09:20.")).ToBeVisibleAsync();
        await Accessibility.ShouldBeAccessibleAsync(page, "calendar");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create calendar" }).ClickAsync();
        await SavedAsync(page);
    }

    private static async Task MakeCalendarAsync(BrowserSession boss)
    {
        var page = await boss.GoToAsync("/admin/calendars/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Always there");
        await page.GetByLabel("Time zone").FillAsync("UTC");
        foreach (var day in Enum.GetNames<DayOfWeek>()) await page.GetByLabel(day).FillAsync("0-24");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create calendar" }).ClickAsync();
        await SavedAsync(page);
    }

    private static async Task MakePolicyAsync(BrowserSession boss)
    {
        var page = await boss.GoToAsync("/admin/service-levels/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Gold");
        await page.GetByLabel("Normal: next answer").FillAsync("soon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create policy" }).ClickAsync();
        await Expect(page.GetByText("Write times as 30 min")).ToBeVisibleAsync();
        await page.GetByLabel("Normal: first answer").FillAsync("");
        await page.GetByLabel("Normal: next answer").FillAsync("20 s");
        await page.GetByLabel("Warn when this much is used up, in percent").FillAsync("50");
        await page.GetByRole(AriaRole.Group, new() { Name = "On a breach" }).GetByLabel("Raise the priority by one").CheckAsync();
        await Accessibility.ShouldBeAccessibleAsync(page, "service-level");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create policy" }).ClickAsync();
        await SavedAsync(page);
    }

    private static async Task ChangeTierAsync(BrowserSession boss)
    {
        var page = await boss.GoToAsync("/admin/tiers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Returns specialists" }).ClickAsync();
        await page.GetByLabel("By itself when a service level is missed").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await SavedAsync(page);
    }

    private static async Task ChangeQueueAsync(BrowserSession boss)
    {
        var page = await boss.GoToAsync("/admin/queues");
        await page.GetByRole(AriaRole.Link, new() { Name = "Orders" }).ClickAsync();
        await page.GetByLabel("Service level").SelectOptionAsync(new SelectOptionValue { Label = "Gold" });
        await page.GetByLabel("Opening hours").SelectOptionAsync(new SelectOptionValue { Label = "Always there" });
        var skills = page.GetByRole(AriaRole.Region, new() { Name = "Skills" });
        await skills.GetByRole(AriaRole.Combobox, new() { Name = "Ask for a skill" }).SelectOptionAsync(new SelectOptionValue { Label = "German" });
        await Expect(skills.GetByRole(AriaRole.Combobox, new() { Name = "Level of German" })).ToHaveValueAsync("3");
        await skills.GetByRole(AriaRole.Button, new() { Name = "Add a step" }).ClickAsync();
        await skills.GetByRole(AriaRole.Spinbutton, new() { Name = "Step 1, after seconds" }).FillAsync("20");
        await skills.GetByRole(AriaRole.Spinbutton, new() { Name = "Step 1, levels less" }).FillAsync("5");
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "Seconds to open an offered conversation" }).FillAsync("8");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await SavedAsync(page);
    }

    private static Task SavedAsync(IPage page) => Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
}
