using Microsoft.Playwright;
using Portal.Domain.Channels;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Channels;

/// <summary>Every state that a customer can see, looked at by axe and in pictures, light and dark, wide and narrow.</summary>
public sealed class ChatStatesTests(PortalFixture portal)
{
    private static readonly OpenSpan[] AlwaysClosed = [new((DayOfWeek)(((int)DateTime.UtcNow.DayOfWeek + 3) % 7), new(9, 0), new(17, 0))];

    [Fact]
    public async Task Shop_ClosedAndOpen_IsAccessible()
    {
        await using var visitor = await portal.OpenAsync();
        var page = await visitor.GoToAsync("/demo");
        await Expect(page.GetByText("Questions about your order?")).ToBeVisibleAsync();
        await LookAsync(page, "chat-closed");

        await page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        var chat = page.FrameLocator("iframe[title='Chat']");
        await Expect(chat.Locator(".there")).Not.ToBeEmptyAsync();
        await LookAsync(page, "chat-greeting");

        await chat.GetByRole(AriaRole.Button, new() { Name = "Emoji" }).ClickAsync();
        await LookAsync(page, "chat-emoji");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Expect(chat.GetByRole(AriaRole.Textbox, new() { Name = "Message" })).ToHaveValueAsync("😄");

        await chat.GetByRole(AriaRole.Button, new() { Name = "Chat options" }).ClickAsync();
        await LookAsync(page, "chat-options");
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Conversation_WithAnAgent_IsAccessibleInEveryState()
    {
        // A house of its own: nobody else may be offered this customer.
        await using var house = await PortalServer.StartAsync();
        await using var customer = await portal.OpenAsync(house);
        var chat = await customer.OpenChatAsync();
        await chat.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).WaitForAsync();

        await chat.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "kettle.png", MimeType = "image/png", Buffer = Pictures.Kettle() });
        await Expect(chat.GetByAltText("Photo you sent: kettle.png")).ToBeVisibleAsync();
        var marker = $"The kettle arrived with a dent ({Guid.NewGuid().ToString("N")[..6]})";
        await chat.WriteAsync(marker);
        await Expect(chat.Log()).ToContainTextAsync("dent");
        await LookAsync(customer.Page, "chat-waiting");

        // Only now: an offer does not wait until somebody has looked at everything.
        await using var agent = await portal.OpenAsync(house);
        await agent.SignInAsync(DemoPeople.Agent);
        var workspace = await agent.GoToAsync("/workspace");
        await workspace.OpenRowAsync("The kettle arrived with a dent");
        await Expect(chat.Log()).ToContainTextAsync("Ines joined");
        await workspace.ReplyAsync("Hi, that dent is from transport, so a new kettle is **on us**.");
        await Expect(chat.Log()).ToContainTextAsync("on us");
        await chat.WriteAsync("Oh great! Will it really be here by Friday?");
        await Expect(chat.Log().GetByText("Read", new() { Exact = true }).Last).ToBeVisibleAsync();
        await workspace.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).PressSequentiallyAsync("Yes. It leaves today");
        await Expect(chat.GetByText("Ines is typing")).ToBeVisibleAsync();
        await Screenshots.TakeAsync(customer.Page, "chat-typing");
        await LookAsync(customer.Page, "chat-talking");

        await workspace.ReplyAsync("Yes. It leaves today and arrives on Thursday.");
        await Expect(chat.Log()).ToContainTextAsync("arrives on Thursday");
        await customer.Context.SetOfflineAsync(true);
        await chat.WriteAsync("Can I keep the old one?");
        await Expect(chat.Log()).ToContainTextAsync("Sending");
        await Expect(chat.GetByText("Connection lost")).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await LookAsync(customer.Page, "chat-lost");
        await customer.Context.SetOfflineAsync(false);
        await Expect(chat.GetByText("Connection lost")).ToBeHiddenAsync(new() { Timeout = 40_000 });
        await Expect(chat.Log().GetByText("Can I keep the old one?")).ToHaveCountAsync(1);
        await Expect(workspace.Log()).ToContainTextAsync("Can I keep the old one?");

        await chat.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "page.html", MimeType = "text/plain", Buffer = "<script>alert(1)</script>"u8.ToArray() });
        await Expect(chat.GetByText("page.html is a kind of file that cannot be sent here.")).ToBeVisibleAsync();
        await LookAsync(customer.Page, "chat-refused-file");
        await chat.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();

        await workspace.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).First.ClickAsync();
        await Expect(chat.Log()).ToContainTextAsync("Ines closed this conversation");
        await LookAsync(customer.Page, "chat-resolved");
        customer.ShouldHaveNoErrors("WebSocket", "Connection disconnected", "ERR_INTERNET_DISCONNECTED", "415");
    }

    [Fact]
    public async Task FileAndText_BeforeThePageIsAlive_AreSentOnceItIs()
    {
        await using var visitor = await portal.OpenAsync();
        var circuits = new TaskCompletionSource();
        await visitor.Context.RouteAsync("**/_framework/blazor.web*.js", async route =>
        {
            await circuits.Task;
            await route.ContinueAsync();
        });
        await visitor.Page.GotoAsync("/demo", new() { WaitUntil = WaitUntilState.Commit });
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        var chat = visitor.Page.FrameLocator("iframe[title='Chat']");
        var choosing = await visitor.Page.RunAndWaitForFileChooserAsync(() => chat.GetByRole(AriaRole.Button, new() { Name = "Attach file" }).ClickAsync());
        await choosing.SetFilesAsync(new FilePayload { Name = "kettle.png", MimeType = "image/png", Buffer = Pictures.Kettle() });
        // Nothing takes the text yet: it waits in the box, which a talk would wait for.
        var box = chat.GetByRole(AriaRole.Textbox, new() { Name = "Message" });
        await box.FillAsync("Written before anything was there");
        await box.PressAsync("Enter");

        circuits.SetResult();

        await Expect(chat.GetByAltText("Photo you sent: kettle.png")).ToBeVisibleAsync();
        await Expect(chat.Log().GetByText("Written before anything was there")).ToHaveCountAsync(1);
        await Expect(chat.Log()).ToContainTextAsync(new System.Text.RegularExpressions.Regex("Sent|Delivered|Read"));
    }

    [Fact]
    public async Task Form_BeforeTheChat_AsksForWhatIsRequired()
    {
        var server = await portal.ServerAsync();
        var inbox = await ServerInboxes.AddAsync(server, i => i with { Form = new(FieldUse.Optional, FieldUse.Required) });
        await using var visitor = await portal.OpenAsync(Phone());
        var page = await visitor.GoToAsync($"/chat/{inbox.Key}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Before we start" })).ToBeVisibleAsync();
        await page.GetByLabel("Email address").FillAsync("nonsense");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter an email address");
        await Accessibility.ShouldBeAccessibleAsync(page, "chat-form-360");

        await page.GetByLabel("Your name").FillAsync("Mara <b>Lindqvist</b>");
        await page.GetByLabel("Email address").FillAsync("mara@larkfield.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start chat" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Message" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync("Hello");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Log()).ToContainTextAsync("Sent");
        await Expect(page.GetByText("we answer to mara@larkfield.example")).ToBeVisibleAsync();
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Closed_SaysWhenItOpens_TakesTheMessageAndAnAddress()
    {
        var server = await portal.ServerAsync();
        var inbox = await ServerInboxes.AddAsync(server, i => i with { Hours = new("UTC", [.. AlwaysClosed]) });
        await using var visitor = await portal.OpenAsync(Phone());
        var page = await visitor.GoToAsync($"/chat/{inbox.Key}");
        await Expect(page.GetByText($"We are back on {AlwaysClosed[0].Day} at")).ToBeVisibleAsync();

        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Message" });
        await box.FillAsync("Are you there?");
        await box.PressAsync("Enter");
        await Expect(page.GetByText("Your message has arrived and is waiting for us.")).ToBeVisibleAsync();
        await Accessibility.ShouldBeAccessibleAsync(page, "chat-outside-hours-360");
        await page.GetByLabel("Email address").FillAsync("mara@larkfield.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByText("If you are gone, we answer to mara@larkfield.example.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Email address")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en-GB", "ltr", "Hello, how can we help?", "Send")]
    [InlineData("de-DE", "ltr", "Hallo, wie können wir helfen?", "Senden")]
    [InlineData("fr-FR", "ltr", "Bonjour, comment pouvons-nous vous aider ?", "Envoyer")]
    [InlineData("es-ES", "ltr", "Hola, ¿en qué podemos ayudarle?", "Enviar")]
    [InlineData("ar-EG", "rtl", "مرحبًا، كيف يمكننا مساعدتك؟", "إرسال")]
    public async Task Language_OfTheVisitor_IsSpoken(string locale, string direction, string greeting, string send)
    {
        var server = await portal.ServerAsync();
        var inbox = await ServerInboxes.AddAsync(server);
        var options = Phone();
        options.Locale = locale;
        await using var visitor = await portal.OpenAsync(options);
        var page = await visitor.GoToAsync($"/chat/{inbox.Key}");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = greeting })).ToBeVisibleAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", direction);
        await Expect(page.Locator(".there")).Not.ToBeEmptyAsync();
        await page.Locator("#message").FillAsync("Hello مرحبا 1 2 3");
        await page.GetByRole(AriaRole.Button, new() { Name = send, Exact = true }).ClickAsync();
        await Expect(page.Locator(".ask")).ToBeVisibleAsync();
        await Expect(page.Locator(".m.me[data-client-id]")).ToHaveCountAsync(1);
        await Accessibility.ShouldBeAccessibleAsync(page, $"chat-{locale[..2]}-360");
        visitor.ShouldHaveNoErrors();
    }

    private static BrowserNewContextOptions Phone() => new() { ViewportSize = new() { Width = 360, Height = 740 } };

    private static Task LookAsync(IPage page, string name) => Accessibility.ShouldHoldWideAndNarrowAsync(page, name);
}
