using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Collaboration;

/// <summary>
/// One case from beginning to end, as a customer, an agent, a specialist and a supervisor see it at the same time, each at a browser of
/// their own: it waits for a skill, is given to one who does not open it, goes to the agent, up to the specialist and back, and up again
/// by itself when an answer is late, while all of them help each other.
/// </summary>
public sealed class FourPeopleTests(PortalFixture portal) : IAsyncLifetime
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 45_000 };

    private PortalServer server = null!;
    private BrowserSession customer = null!, agentBrowser = null!, specialistBrowser = null!, bossBrowser = null!;
    private IPage agent = null!, specialist = null!, boss = null!;
    private IFrameLocator chat = null!;

    public async ValueTask InitializeAsync()
    {
        await portal.BrowserAsync();
        server = await PortalServer.StartAsync();
        customer = await portal.OpenAsync(server);
        agentBrowser = await portal.OpenAsync(server);
        specialistBrowser = await portal.OpenAsync(server);
        bossBrowser = await portal.OpenAsync(server);
    }

    [Fact]
    public async Task OneCase_RoutedEscalatedHelpedWithAndLate_IsSeenRightlyByAllFour()
    {
        boss = await bossBrowser.SignInAsync(DemoPeople.Admin);
        await FourPeopleSetUp.MakeAsync(bossBrowser);
        agent = await agentBrowser.SignInAsync(DemoPeople.SecondAgent);
        await agentBrowser.GoToAsync("/workspace");
        await ByPaletteAsync(agent, "ssaway", "Set status: Away");
        await Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Your status" })).ToHaveAccessibleDescriptionAsync(new Regex("Away"));
        specialist = await specialistBrowser.SignInAsync(DemoPeople.Agent);
        await specialistBrowser.GoToAsync("/workspace");

        await IsRoutedBySkillAsync();
        await GoesUpAndComesBackAsync();
        await IsHelpedWithAndLateAsync();
        await IsTakenOverAsync();
        await BelongsToAProblemAsync();

        // Nothing that the four said among themselves ever reached the customer.
        foreach (var secret in new[] { "See this", "Is a new one in stock?", "six are left", "Offer a refund", "see the problem", "a question about delivery" })
            await Expect(chat.Log()).Not.ToContainTextAsync(secret);
        foreach (var person in new[] { customer, agentBrowser, specialistBrowser, bossBrowser }) person.ShouldHaveNoErrors();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in new[] { customer, agentBrowser, specialistBrowser, bossBrowser }.Where(p => p is not null)) await person.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }

    /// <summary>The specialist is here and lacks German; the agent has it and is away.</summary>
    private async Task IsRoutedBySkillAsync()
    {
        await bossBrowser.GoToAsync("/live");
        chat = await customer.OpenChatAsync();
        await chat.WriteAsync("Guten Tag. My parcel arrived broken and I want my money back, order #A-10442");
        await boss.GetByRole(AriaRole.Region, new() { Name = "Conversations" }).GetByRole(AriaRole.Link).First.ClickAsync();
        var panel = boss.GetByRole(AriaRole.Complementary, new() { Name = "Customer" });
        var waits = panel.GetByRole(AriaRole.Region, new() { Name = "Why it still waits" });
        await Expect(waits).ToContainTextAsync("Less is asked for when the wait is long enough.");
        await Expect(waits).ToContainTextAsync("Asks for German 3, and for less at");
        await waits.GetByText("Who was looked at").ClickAsync();
        await Expect(waits.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Ines" })).ToContainTextAsync("lacks German 3");
        await Expect(panel.GetByRole(AriaRole.Region, new() { Name = "Skills it asks for" })).ToContainTextAsync("German 3 by its queue");
        await Accessibility.ShouldBeAccessibleAsync(boss, "four-waiting");

        // After the step nobody needs German, and the specialist is offered it. She does not open it; the agent comes meanwhile.
        var given = panel.GetByRole(AriaRole.Region, new() { Name = "Why this agent" });
        await Expect(given).ToContainTextAsync("Ines", Patient);
        await Expect(given).ToContainTextAsync("Asks for no skill any more, 5 levels less than at first.");
        await ByPaletteAsync(agent, "ssavail", "Set status: Available");
        // His name alone stands among those who were looked at, too.
        await Expect(given).ToContainTextAsync("Tomás Reyes: ", Patient);
        await given.GetByText("Who was looked at").ClickAsync();
        // The wait went on over the offer that nobody opened: no more is asked for than before.
        await Expect(given.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Ines" })).ToContainTextAsync("was offered it");
        await Expect(given).ToContainTextAsync("Asks for no skill any more, 5 levels less than at first.");
        await agent.OpenRowAsync("arrived broken");
        await Accessibility.ShouldBeAccessibleAsync(agent, "four-reassigned");
    }

    private async Task GoesUpAndComesBackAsync()
    {
        await agent.ReplyAsync("I will check with the warehouse by 15:00.");
        await Expect(chat.Log()).ToContainTextAsync("warehouse");
        await agent.GetByRole(AriaRole.Button, new() { Name = "Escalate…" }).ClickAsync();
        var dialog = agent.GetByRole(AriaRole.Dialog, new() { NameRegex = new("^Escalate ") });
        await Expect(dialog.GetByRole(AriaRole.Textbox, new() { Name = "What the customer wants" })).ToHaveValueAsync(new Regex("money back"));
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "What was tried" }).FillAsync("Looked the parcel up");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Your word to the customer" }).FillAsync("Our specialists can refund it at once.");
        await Expect(dialog.GetByRole(AriaRole.Textbox, new() { Name = "Reference" })).ToHaveValueAsync(new Regex("#A-10442"));
        await Expect(dialog.GetByRole(AriaRole.Textbox, new() { Name = "Promise" })).ToHaveValueAsync(new Regex("by 15:00"));
        await Accessibility.ShouldBeAccessibleAsync(agent, "four-escalate");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Escalate", Exact = true }).ClickAsync();

        // Both are there until she accepts, and the customer knows who is coming.
        await Expect(chat.Log()).ToContainTextAsync("Returns specialists will help with this, because they know it best.");
        await Expect(chat.Log()).ToContainTextAsync("Our specialists can refund it at once.");
        var panel = await OpenCaseAsync();
        await Expect(panel).ToContainTextAsync("Looked the parcel up");
        await Expect(panel).ToContainTextAsync("by 15:00");
        await panel.GetByRole(AriaRole.Button, new() { NameRegex = new("#A-10442") }).ClickAsync();
        await Expect(specialist.Log()).ToBeFocusedAsync();
        await Expect(agent.GetByRole(AriaRole.Region, new() { NameRegex = new("^Escalation") })).ToContainTextAsync("Waits for acceptance");
        await Expect(agent.GetByRole(AriaRole.Textbox, new() { Name = "Reply" })).ToBeVisibleAsync();
        await Accessibility.ShouldBeAccessibleAsync(specialist, "four-asked");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(chat.Log()).ToContainTextAsync("from Returns specialists takes over");
        await specialist.ReplyAsync("I have refunded it.");
        await Expect(chat.Log()).ToContainTextAsync("I have refunded it.");

        await panel.GetByRole(AriaRole.Button, new() { Name = "Give back…" }).ClickAsync();
        await panel.GetByRole(AriaRole.Textbox, new() { Name = "Why do you give it back?" }).FillAsync("The rest is a question about delivery.");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Give it back" }).ClickAsync();
        await Expect(agent.Log()).ToContainTextAsync("The rest is a question about delivery.");
        await agent.ReplyAsync("The new one leaves today.");
        await Expect(chat.Log()).ToContainTextAsync("The new one leaves today.");
    }

    /// <summary>Twenty seconds are promised for each later answer; nobody answers, since they ask each other instead.</summary>
    private async Task IsHelpedWithAndLateAsync()
    {
        await chat.WriteAsync("And when will it be here?");
        await Expect(agent.Locator("#conv")).ToContainTextAsync(new Regex("Answer due in"));
        var warned = Expect(agent.GetByText("The next answer in Orders is due soon")).ToBeVisibleAsync(new() { Timeout = 45_000 });

        // A note names a colleague, by keyboard; she is elsewhere, and it waits in her view until she has seen it.
        await specialistBrowser.GoToAsync("/team");
        await agent.GetByRole(AriaRole.Tab, new() { Name = "Note" }).ClickAsync();
        var note = agent.GetByRole(AriaRole.Textbox, new() { Name = "Note" });
        await note.PressSequentiallyAsync("See this @ine");
        await Expect(agent.GetByRole(AriaRole.Listbox, new() { Name = "Colleagues and teams" }).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Accessibility.ShouldBeAccessibleAsync(agent, "four-mention");
        await note.PressAsync("Enter");
        await Expect(note).ToHaveValueAsync(new Regex("^See this @Ines"));
        await note.PressSequentiallyAsync("please");
        await note.PressAsync("Enter");
        await Expect(agent.Log()).ToContainTextAsync("please");
        await specialistBrowser.GoToAsync("/mentions");
        var mention = specialist.GetByRole(AriaRole.List, new() { Name = "Mentions" }).GetByRole(AriaRole.Listitem);
        await Expect(mention).ToContainTextAsync("unread");
        await Accessibility.ShouldBeAccessibleAsync(specialist, "four-mentions");
        await mention.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(specialist.Log()).ToContainTextAsync("See this");
        await Expect(specialist.GetByRole(AriaRole.Link, new() { Name = "Mentions" })).Not.ToContainTextAsync("1");
        await Expect(agent.GetByText("is viewing")).ToBeVisibleAsync();

        // Late: the agent was warned, it is more pressing now, and the tier is asked without anybody's doing.
        await warned;
        var late = agent.Locator("#conv");
        await Expect(late).ToContainTextAsync("The next answer is overdue", Patient);
        await Expect(late).ToContainTextAsync("The next answer is due soon");
        await Expect(late).ToContainTextAsync("Priority is now High");
        await Expect(agent.Locator("#conv .top")).ToContainTextAsync("High priority");
        await Expect(late).ToContainTextAsync("Returns specialists was asked to take it");
        await Accessibility.ShouldBeAccessibleAsync(agent, "four-late");
        var panel = await OpenCaseAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(chat.Log().GetByText("from Returns specialists takes over")).ToHaveCountAsync(2);

        // Keys: follow and consult.
        await agent.Log().PressAsync("f");
        await Expect(agent.GetByRole(AriaRole.Button, new() { Name = "Following" })).ToBeVisibleAsync();
        await specialist.Log().PressAsync("c");
        var dialog = specialist.GetByRole(AriaRole.Dialog, new() { Name = "Ask about" });
        await dialog.GetByLabel("Whom").SelectOptionAsync(new SelectOptionValue { Label = "Tomás Reyes (available)" });
        await dialog.GetByLabel("Question").FillAsync("Is a new one in stock?");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await Expect(agent.GetByRole(AriaRole.List, new() { Name = "Consults" })).ToContainTextAsync("Is a new one in stock?");
        var consult = agent.GetByRole(AriaRole.Article, new() { Name = "Consult: Ines Okafor asks Tomás Reyes" });
        await consult.GetByRole(AriaRole.Button, new() { Name = "Take it on" }).ClickAsync();
        await Expect(consult).ToContainTextAsync("You work on it");
        await Accessibility.ShouldBeAccessibleAsync(agent, "four-consult");
        await consult.GetByLabel("Your answer").FillAsync("Yes, six are left");
        await consult.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await Expect(specialist.Log()).ToContainTextAsync("Yes, six are left");
        await Expect(agent.GetByRole(AriaRole.List, new() { Name = "Consults" })).ToHaveCountAsync(0);
    }

    private async Task IsTakenOverAsync()
    {
        // The supervisor reads along unseen and whispers.
        await Expect(boss.GetByText("You read along unseen")).ToBeVisibleAsync();
        await boss.Log().PressAsync("w");
        await boss.GetByLabel("What to say").FillAsync("Offer a refund too");
        await boss.GetByRole(AriaRole.Button, new() { Name = "Say it" }).ClickAsync();
        await Expect(specialist.GetByRole(AriaRole.Article, new() { Name = "Whisper by" })).ToContainTextAsync("Offer a refund too");
        await Expect(agent.GetByRole(AriaRole.Article, new() { Name = "Whisper by" })).ToHaveCountAsync(0);
        await Expect(specialist.GetByText("Adam")).ToHaveCountAsync(1);
        await Accessibility.ShouldBeAccessibleAsync(boss, "four-whisper");

        // Both write: the second one is told before anything goes out, and takes over.
        await specialist.GetByRole(AriaRole.Tab, new() { Name = "Reply" }).ClickAsync();
        await specialist.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).PressSequentiallyAsync("I am just about");
        await Expect(boss.GetByText("is typing")).ToBeVisibleAsync();
        var reply = boss.GetByRole(AriaRole.Textbox, new() { Name = "Reply" });
        await reply.FillAsync("We are sorry");
        await reply.PressAsync("Enter");
        var warning = boss.GetByRole(AriaRole.Alert).Filter(new() { HasText = "is writing a reply" });
        await Expect(warning).ToBeVisibleAsync();
        await Expect(warning.GetByRole(AriaRole.Button, new() { Name = "Send all the same" })).ToBeVisibleAsync();
        await Accessibility.ShouldBeAccessibleAsync(boss, "four-clash");
        await warning.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Expect(warning).ToBeHiddenAsync();
        await Expect(specialist.GetByRole(AriaRole.Textbox, new() { Name = "Reply" })).ToHaveCountAsync(0);
        await Expect(boss.GetByText("is typing")).ToBeHiddenAsync();
        await Expect(chat.Log()).Not.ToContainTextAsync("We are sorry");
        Assert.Equal("We are sorry", await reply.InputValueAsync());
        await reply.PressAsync("Enter");
        await Expect(chat.Log()).ToContainTextAsync("We are sorry");
    }

    private async Task BelongsToAProblemAsync()
    {
        // One cause, one update to all, with its progress.
        await boss.Log().PressAsync("p");
        await boss.GetByLabel("Title").FillAsync("Kettles leak");
        await boss.GetByRole(AriaRole.Button, new() { Name = "Link it" }).ClickAsync();
        await boss.GetByRole(AriaRole.Group, new() { Name = "Working together" }).GetByRole(AriaRole.Link, new() { Name = "Kettles leak" }).ClickAsync();
        await boss.GetByLabel("What every linked customer is told").FillAsync("We found the cause.");
        await boss.GetByRole(AriaRole.Button, new() { Name = "Send to 1 conversation" }).ClickAsync();
        await boss.GetByRole(AriaRole.Button, new() { Name = "Yes, send it" }).ClickAsync();
        await Expect(boss.GetByRole(AriaRole.List, new() { Name = "Updates" })).ToContainTextAsync("1 of 1 posted");
        await Expect(chat.Log()).ToContainTextAsync("We found the cause.");
        await Accessibility.ShouldBeAccessibleAsync(boss, "four-problem");

        // The people of a queue among themselves.
        await agentBrowser.GoToAsync("/team");
        await ByPaletteAsync(specialist, "team", "Team");
        await specialist.GetByRole(AriaRole.Textbox, new() { Name = "Message to the team" }).FillAsync("Kettles: see the problem");
        await specialist.Keyboard.PressAsync("Enter");
        await Expect(agent.GetByRole(AriaRole.Log, new() { Name = "Team channel" })).ToContainTextAsync("Kettles: see the problem");
        await Expect(agent.GetByRole(AriaRole.Region, new() { Name = "Orders" })).ToContainTextAsync("0 waiting");
        await Accessibility.ShouldBeAccessibleAsync(agent, "four-team");

        await bossBrowser.GoToAsync("/escalations");
        await Expect(boss.GetByRole(AriaRole.Row).Filter(new() { HasText = "The rest is a question about delivery." })).ToHaveCountAsync(1);
        await Accessibility.ShouldBeAccessibleAsync(boss, "four-escalations");
    }

    private async Task<ILocator> OpenCaseAsync()
    {
        await specialist.GetByRole(AriaRole.Button, new() { Name = "1 case waits for you" }).ClickAsync();
        await specialist.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("money back|broken") }).ClickAsync();
        return specialist.GetByRole(AriaRole.Region, new() { NameRegex = new("^Escalation") });
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
