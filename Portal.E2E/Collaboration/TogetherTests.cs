using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Collaboration;

public sealed class TogetherTests(PortalFixture portal)
{
    [Fact]
    public async Task Colleagues_InOneConversation_MentionConsultWhisperWarnAndTellEverybody()
    {
        await using var server = await PortalServer.StartAsync();
        await using var customer = await portal.OpenAsync(server);
        await using var inesBrowser = await portal.OpenAsync(server);
        await using var tomasBrowser = await portal.OpenAsync(server);
        await using var rosaBrowser = await portal.OpenAsync(server);
        var tomas = await tomasBrowser.SignInAsync(DemoPeople.SecondAgent);
        await tomasBrowser.GoToAsync("/workspace");
        await ByPaletteAsync(tomas, "ssaway", "Set status: Away");
        await Expect(tomas.GetByRole(AriaRole.Button, new() { Name = "Your status" })).ToHaveAccessibleDescriptionAsync(new Regex("Away"));
        var ines = await inesBrowser.SignInAsync(DemoPeople.Agent);
        await inesBrowser.GoToAsync("/workspace");
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("My kettle leaks");
        await ines.OpenRowAsync("My kettle leaks");
        var address = new Uri(ines.Url).AbsolutePath;

        // A note names a colleague, by keyboard; it waits in their view until they have seen it.
        await ines.GetByRole(AriaRole.Tab, new() { Name = "Note" }).ClickAsync();
        var note = ines.GetByRole(AriaRole.Textbox, new() { Name = "Note" });
        await note.PressSequentiallyAsync("See this @tom");
        await Expect(ines.GetByRole(AriaRole.Listbox, new() { Name = "Colleagues and teams" }).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Accessibility.ShouldBeAccessibleAsync(ines, "together-mention");
        await note.PressAsync("Enter");
        await Expect(note).ToHaveValueAsync(new Regex("^See this @Tomás"));
        await note.PressSequentiallyAsync("please");
        await note.PressAsync("Enter");
        await Expect(ines.Log()).ToContainTextAsync("please");
        await tomasBrowser.GoToAsync("/mentions");
        var mention = tomas.GetByRole(AriaRole.List, new() { Name = "Mentions" }).GetByRole(AriaRole.Listitem);
        await Expect(mention).ToContainTextAsync("unread");
        await Accessibility.ShouldBeAccessibleAsync(tomas, "together-mentions");
        await mention.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(tomas.Log()).ToContainTextAsync("See this");
        await Expect(tomas.GetByRole(AriaRole.Link, new() { Name = "Mentions" })).Not.ToContainTextAsync("1");
        await Expect(ines.GetByText("is viewing")).ToBeVisibleAsync();

        // Keys: follow and consult.
        await tomas.Log().PressAsync("f");
        await Expect(tomas.GetByRole(AriaRole.Button, new() { Name = "Following" })).ToBeVisibleAsync();
        await ines.Log().PressAsync("c");
        var dialog = ines.GetByRole(AriaRole.Dialog, new() { Name = "Ask about" });
        await dialog.GetByLabel("Whom").SelectOptionAsync(new SelectOptionValue { Label = "Tomás Reyes" });
        await dialog.GetByLabel("Question").FillAsync("Is a new one in stock?");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await Expect(tomas.GetByRole(AriaRole.List, new() { Name = "Consults" })).ToContainTextAsync("Is a new one in stock?");
        var consult = tomas.GetByRole(AriaRole.Article, new() { Name = "Consult: Ines Okafor asks Tomás Reyes" });
        await consult.GetByRole(AriaRole.Button, new() { Name = "Take it on" }).ClickAsync();
        await Expect(consult).ToContainTextAsync("You work on it");
        await Accessibility.ShouldBeAccessibleAsync(tomas, "together-consult");
        await consult.GetByLabel("Your answer").FillAsync("Yes, six are left");
        await consult.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await Expect(ines.Log()).ToContainTextAsync("Yes, six are left");
        await Expect(tomas.GetByRole(AriaRole.List, new() { Name = "Consults" })).ToHaveCountAsync(0);

        // A supervisor reads along unseen and whispers.
        var rosa = await rosaBrowser.SignInAsync(DemoPeople.Supervisor);
        await rosaBrowser.GoToAsync(address);
        await Expect(rosa.GetByText("You read along unseen")).ToBeVisibleAsync();
        await rosa.Log().PressAsync("w");
        await rosa.GetByLabel("What to say").FillAsync("Offer a refund too");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Say it" }).ClickAsync();
        await Expect(ines.GetByRole(AriaRole.Article, new() { Name = "Whisper by" })).ToContainTextAsync("Offer a refund too");
        await Expect(tomas.GetByRole(AriaRole.Article, new() { Name = "Whisper by" })).ToHaveCountAsync(0);
        await Expect(ines.GetByText("Rosa")).ToHaveCountAsync(1);
        await Accessibility.ShouldBeAccessibleAsync(rosa, "together-whisper");

        // Both write: the second one is told before anything goes out.
        await ines.GetByRole(AriaRole.Tab, new() { Name = "Reply" }).ClickAsync();
        await ines.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).PressSequentiallyAsync("I am just about");
        await Expect(rosa.GetByText("is typing")).ToBeVisibleAsync();
        var reply = rosa.GetByRole(AriaRole.Textbox, new() { Name = "Reply" });
        await reply.FillAsync("We are sorry");
        await reply.PressAsync("Enter");
        var warning = rosa.GetByRole(AriaRole.Alert).Filter(new() { HasText = "is writing a reply" });
        await Expect(warning).ToBeVisibleAsync();
        await Expect(warning.GetByRole(AriaRole.Button, new() { Name = "Take over" })).ToBeVisibleAsync();
        Assert.Equal("We are sorry", await reply.InputValueAsync());
        await Accessibility.ShouldBeAccessibleAsync(rosa, "together-clash");
        await warning.GetByRole(AriaRole.Button, new() { Name = "Send all the same" }).ClickAsync();
        await Expect(chat.Log()).ToContainTextAsync("We are sorry");

        // One cause, one update to all, with its progress.
        await rosa.Log().PressAsync("p");
        await rosa.GetByLabel("Title").FillAsync("Kettles leak");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Link it" }).ClickAsync();
        await rosa.GetByRole(AriaRole.Group, new() { Name = "Working together" }).GetByRole(AriaRole.Link, new() { Name = "Kettles leak" }).ClickAsync();
        await rosa.GetByLabel("What every linked customer is told").FillAsync("We found the cause.");
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Send to 1 conversation" }).ClickAsync();
        await Expect(rosa.GetByRole(AriaRole.List, new() { Name = "Updates" })).ToContainTextAsync("1 of 1 posted");
        await Expect(chat.Log()).ToContainTextAsync("We found the cause.");
        await Accessibility.ShouldBeAccessibleAsync(rosa, "together-problem");

        // The people of a queue among themselves.
        await tomasBrowser.GoToAsync("/team");
        await ByPaletteAsync(ines, "team", "Team");
        await ines.GetByRole(AriaRole.Textbox, new() { Name = "Message to the team" }).FillAsync("Kettles: see the problem");
        await ines.Keyboard.PressAsync("Enter");
        await Expect(tomas.GetByRole(AriaRole.Log, new() { Name = "Team channel" })).ToContainTextAsync("Kettles: see the problem");
        await Expect(tomas.GetByRole(AriaRole.Region, new() { Name = "Orders" })).ToContainTextAsync("0 waiting");
        await Accessibility.ShouldBeAccessibleAsync(tomas, "together-team");

        // Nothing of all this ever reached the customer.
        foreach (var secret in new[] { "See this", "Is a new one in stock?", "six are left", "Offer a refund", "see the problem" })
            await Expect(chat.Log()).Not.ToContainTextAsync(secret);
        foreach (var person in new[] { customer, inesBrowser, tomasBrowser, rosaBrowser }) person.ShouldHaveNoErrors();
    }

    /// <summary>Letters of the command in their order find it.</summary>
    private static async Task ByPaletteAsync(IPage page, string letters, string command)
    {
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Find or do" });
        // The key means something as soon as the page is alive.
        for (var i = 0; i < 15 && !await box.IsVisibleAsync(); i++)
        {
            await page.Keyboard.PressAsync("Control+k");
            try
            {
                await box.WaitForAsync(new() { Timeout = 1_000 });
            }
            catch (TimeoutException)
            {
                // Not yet.
            }
        }

        await box.FillAsync(letters);
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = command }).First).ToHaveAttributeAsync("aria-selected", "true");
        await box.PressAsync("Enter");
    }
}
