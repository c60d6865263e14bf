using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.ServiceLevels;

public sealed class PromiseTests(PortalFixture portal)
{
    private const string Holidays = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20251225\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    [Fact]
    public async Task Promise_SetUpWarnedAndBroken_EscalatesAndIsToldToEverybodyConcerned()
    {
        await using var server = await PortalServer.StartAsync();
        await using var rosa = await portal.OpenAsync(server);
        var admin = await rosa.SignInAsync(DemoPeople.Admin);
        await MakeCalendarAsync(rosa, admin);
        await MakePolicyAsync(rosa, admin);
        await admin.GotoAsync(new Uri(rosa.Address, "/admin/queues").ToString());
        await admin.GetByRole(AriaRole.Link, new() { Name = "Orders" }).ClickAsync();
        await admin.GetByLabel("Service level").SelectOptionAsync(new SelectOptionValue { Label = "Gold" });
        await admin.GetByLabel("Opening hours").SelectOptionAsync(new SelectOptionValue { Label = "Always there" });
        await admin.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(admin.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();

        await using var ines = await portal.OpenAsync(server);
        var agent = await ines.SignInAsync(DemoPeople.Agent);
        await ines.GoToAsync("/workspace");
        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("Where is my kettle?");
        await agent.OpenRowAsync("Where is my kettle?");

        // Twenty seconds were promised: a warning after ten, and then the other queue.
        await Expect(agent.Locator("#conv")).ToContainTextAsync(new Regex("First answer due in"));
        await Expect(agent.GetByText("The first answer in Orders is due soon")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(agent.Locator("#conv")).ToContainTextAsync("The first answer is due soon");
        await Accessibility.ShouldBeAccessibleAsync(agent, "promise-warned");
        await Expect(agent.Locator("#conv")).ToContainTextAsync("The first answer is overdue", new() { Timeout = 25_000 });
        await Expect(agent.Locator("#conv")).ToContainTextAsync("Priority is now High");
        await Expect(agent.Locator("#conv .top")).ToContainTextAsync("Returns");
        await Expect(agent.Locator("#conv .top")).ToContainTextAsync("High priority");
        await Accessibility.ShouldBeAccessibleAsync(agent, "promise-broken");
    }

    private static async Task MakeCalendarAsync(BrowserSession rosa, IPage admin)
    {
        await rosa.GoToAsync("/admin/calendars/new");
        await admin.GetByLabel("Name", new() { Exact = true }).FillAsync("Office");
        await admin.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await admin.GetByLabel("Monday").FillAsync("9-12, 13-18");
        await admin.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "days.ics", MimeType = "text/calendar", Buffer = System.Text.Encoding.UTF8.GetBytes(Holidays) });
        await Expect(admin.GetByText("3 days added of 3 in the file")).ToBeVisibleAsync();
        await admin.GetByLabel("A customer writes on").FillAsync("2026-03-06T17:50");
        await Expect(admin.GetByText("If a customer writes on Friday 6 March, 17:50, the answer is due Monday 9 March, 09:20.")).ToBeVisibleAsync();
        await Accessibility.ShouldBeAccessibleAsync(admin, "calendar");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Create calendar" }).ClickAsync();
        await Expect(admin.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();

        await rosa.GoToAsync("/admin/calendars/new");
        await admin.GetByLabel("Name", new() { Exact = true }).FillAsync("Always there");
        await admin.GetByLabel("Time zone").FillAsync("UTC");
        foreach (var day in new[] { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" }) await admin.GetByLabel(day).FillAsync("0-24");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Create calendar" }).ClickAsync();
        await Expect(admin.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
    }

    private static async Task MakePolicyAsync(BrowserSession rosa, IPage admin)
    {
        await rosa.GoToAsync("/admin/service-levels/new");
        await admin.GetByLabel("Name", new() { Exact = true }).FillAsync("Gold");
        await admin.GetByLabel("Normal: first answer").FillAsync("soon");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Create policy" }).ClickAsync();
        await Expect(admin.GetByText("Write times as 30 min")).ToBeVisibleAsync();
        await admin.GetByLabel("Normal: first answer").FillAsync("20 s");
        await admin.GetByLabel("Warn when this much is used up, in percent").FillAsync("50");
        var breach = admin.GetByRole(AriaRole.Group, new() { Name = "On a breach" });
        await breach.GetByLabel("Raise the priority by one").CheckAsync();
        await breach.GetByLabel("Move it to the escalation queue").CheckAsync();
        await admin.GetByLabel("Escalation queue", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Returns" });
        await Accessibility.ShouldBeAccessibleAsync(admin, "service-level");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Create policy" }).ClickAsync();
        await Expect(admin.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
    }
}
