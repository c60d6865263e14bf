using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Escalation;

public sealed class EscalateTests(PortalFixture portal)
{
    [Fact]
    public async Task Escalate_WithAPacket_IsAcceptedWarmlyAndGivenBackWithAReason()
    {
        await using var server = await PortalServer.StartAsync();
        await using var ines = await portal.OpenAsync(server);
        var first = await ines.SignInAsync(DemoPeople.Agent);
        await ines.GoToAsync("/workspace");
        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("My parcel for order #A-10442 arrived broken and I want my money back");
        await first.OpenRowAsync("arrived broken");
        await first.ReplyAsync("I will check with the warehouse by 15:00.");
        await Expect(chat.Log()).ToContainTextAsync("warehouse");

        await using var tomas = await portal.OpenAsync(server);
        var second = await tomas.SignInAsync(DemoPeople.SecondAgent);
        await tomas.GoToAsync("/workspace");
        await first.GetByRole(AriaRole.Button, new() { Name = "Escalate…" }).ClickAsync();
        var dialog = first.GetByRole(AriaRole.Dialog, new() { NameRegex = new("^Escalate ") });
        await Expect(dialog.GetByRole(AriaRole.Textbox, new() { Name = "What the customer wants" })).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("money back"));
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "What was tried" }).FillAsync("Looked the parcel up");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Your word to the customer" }).FillAsync("Our specialists can refund it at once.");
        await dialog.GetByText("What else goes with it").ClickAsync();
        await Expect(dialog).ToContainTextAsync("#A-10442");
        await Accessibility.ShouldBeAccessibleAsync(first, "escalate-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Escalate", Exact = true }).ClickAsync();

        await Expect(chat.Log()).ToContainTextAsync("Returns specialists will help with this.");
        await Expect(chat.Log()).ToContainTextAsync("Our specialists can refund it at once.");
        await second.GetByRole(AriaRole.Button, new() { Name = "1 case waits for you" }).ClickAsync();
        await second.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("money back|broken") }).ClickAsync();
        var panel = second.GetByRole(AriaRole.Region, new() { NameRegex = new("^Escalation") });
        await Expect(panel).ToContainTextAsync("Looked the parcel up");
        await Expect(panel).ToContainTextAsync("by ");
        await Expect(first.GetByRole(AriaRole.Region, new() { NameRegex = new("^Escalation") })).ToContainTextAsync("Waits for acceptance");
        await Accessibility.ShouldBeAccessibleAsync(second, "escalate-asked");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();

        await Expect(chat.Log()).ToContainTextAsync("from Returns specialists takes over");
        await second.ReplyAsync("I have refunded it.");
        await Expect(chat.Log()).ToContainTextAsync("I have refunded it.");
        await Screenshots.TakeAsync(customer.Page, "escalate-customer");

        await panel.GetByRole(AriaRole.Button, new() { Name = "Give back…" }).ClickAsync();
        await panel.GetByRole(AriaRole.Textbox, new() { Name = "Why do you give it back?" }).FillAsync("The rest is a question about delivery.");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Give it back" }).ClickAsync();
        await Expect(first.Log()).ToContainTextAsync("The rest is a question about delivery.");
        await first.ReplyAsync("The new one leaves today.");
        await Expect(chat.Log()).ToContainTextAsync("The new one leaves today.");

        await using var lead = await portal.OpenAsync(server);
        var report = await lead.SignInAsync(DemoPeople.Supervisor);
        await lead.GoToAsync("/escalations");
        await Expect(report.GetByRole(AriaRole.Row).Filter(new() { HasText = "The rest is a question about delivery." })).ToHaveCountAsync(1);
        await Accessibility.ShouldBeAccessibleAsync(report, "escalations");
    }
}
