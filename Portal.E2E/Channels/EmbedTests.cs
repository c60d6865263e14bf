using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Channels;

/// <summary>The loader on pages that are not ours.</summary>
public sealed class EmbedTests(PortalFixture portal)
{
    [Fact]
    public async Task Embed_OnAForeignSiteWithAStrictPolicy_WorksWithoutAnyCookie()
    {
        var server = await portal.ServerAsync();
        await using var site = await ForeignSite.StartAsync();
        var inbox = await ServerInboxes.AddAsync(server, i => i with { Origins = [site.Origin] });
        site.Embed(server.Address, inbox.Key);
        await using var visitor = await portal.OpenAsync();
        var page = visitor.Page;

        await page.GotoAsync(site.Origin);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        var chat = page.FrameLocator("iframe[title='Chat']");
        await chat.WriteAsync("Hello from another site");
        await Expect(chat.Log()).ToContainTextAsync("Sent");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();

        await Expect(chat.Log()).ToContainTextAsync("Hello from another site");
        Assert.Empty(await visitor.Context.CookiesAsync());
        Assert.NotNull(await page.EvaluateAsync<string?>("key => localStorage.getItem('portal.visitor.' + key)", inbox.Key));
        Assert.Equal(["portalChat"], await page.EvaluateAsync<string[]>(
            """
            () => { const plain = document.createElement('iframe'); document.body.append(plain);
                    const known = new Set(Object.keys(plain.contentWindow)); plain.remove();
                    return Object.keys(window).filter(name => !known.has(name) && !/^\d+$/.test(name)); }
            """));
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task Frame_OnASiteThatIsNotListed_StaysEmpty()
    {
        var server = await portal.ServerAsync();
        await using var site = await ForeignSite.StartAsync();
        var inbox = await ServerInboxes.AddAsync(server, i => i with { Origins = ["https://shop.example"] });
        site.Portal = server.Address;
        site.Body = $"""<iframe title="Chat" src="{server.Address}chat/{inbox.Key}"></iframe>""";
        await using var visitor = await portal.OpenAsync();

        await visitor.Page.GotoAsync(site.Origin);

        await Expect(visitor.Page.FrameLocator("iframe").GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
        Assert.Contains(visitor.Errors, e => e.Contains("frame-ancestors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hello_OnASiteThatIsNotListed_DrawsNothing()
    {
        var server = await portal.ServerAsync();
        await using var site = await ForeignSite.StartAsync();
        var inbox = await ServerInboxes.AddAsync(server);
        site.Embed(server.Address, inbox.Key);
        await using var visitor = await portal.OpenAsync();

        var refused = visitor.Page.WaitForConsoleMessageAsync(new() { Predicate = m => m.Text.Contains("CORS policy", StringComparison.Ordinal) });
        await visitor.Page.GotoAsync(site.Origin);

        await refused;
        await Expect(visitor.Page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Frame_MessagesFromAnEvilParent_ChangeNothingAndGetNoAnswer()
    {
        var server = await portal.ServerAsync();
        await using var site = await ForeignSite.StartAsync();
        var inbox = await ServerInboxes.AddAsync(server, i => i with { Origins = ["https://shop.example"] });
        site.Portal = server.Address;
        site.Body = $"""<iframe title="Chat" src="{server.Address}chat/{inbox.Key}"></iframe>""";
        await using var visitor = await portal.OpenAsync();
        // The browser's own protection is taken away here, to see the page's.
        await visitor.Page.RouteAsync("**/chat/*", async route =>
        {
            var answer = await route.FetchAsync();
            var headers = answer.Headers.Where(h => h.Key is not ("content-security-policy" or "x-frame-options")).ToDictionary();
            await route.FulfillAsync(new() { Response = answer, Headers = headers });
        });
        await visitor.Page.GotoAsync(site.Origin);
        var frame = visitor.Page.FrameLocator("iframe");
        await Expect(frame.GetByRole(AriaRole.Textbox, new() { Name = "Message" })).ToBeVisibleAsync();

        var heard = await visitor.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const heard = [];
              window.addEventListener('message', event => heard.push(JSON.stringify(event.data)));
              const target = document.querySelector('iframe').contentWindow;
              for (const message of [{ portal: 'hello', token: 'stolen', theme: 'dark', open: true }, { type: 'token', token: 'stolen' }, { type: 'state', open: true }, { type: 'close' }, 'hello', null, 7, []]) {
                const channel = new MessageChannel();
                channel.port1.onmessage = event => heard.push(JSON.stringify(event.data));
                target.postMessage(message, '*', [channel.port2]);
              }
              await new Promise(resolve => setTimeout(resolve, 1000));
              return heard;
            }
            """);

        Assert.Empty(heard);
        Assert.NotEqual("dark", await frame.Locator("html").GetAttributeAsync("data-theme"));
    }

    [Fact]
    public async Task Loader_MessagesToTheHostPage_AreNotListenedTo()
    {
        await using var visitor = await portal.OpenAsync();
        await visitor.OpenChatAsync();
        await visitor.Page.WaitForFunctionAsync("() => localStorage.getItem('portal.visitor.demo') !== null");
        var before = await TokenAsync(visitor.Page);

        await visitor.Page.EvaluateAsync(
            "() => { for (const message of [{ type: 'token', token: 'evil' }, { type: 'close' }, { type: 'unread', count: 9 }]) { window.postMessage(message, '*'); document.querySelector('#portal-chat').shadowRoot.querySelector('iframe').contentWindow.postMessage(message, '*'); } }");
        await visitor.Page.EvaluateAsync("() => new Promise(resolve => setTimeout(resolve, 300))");

        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Close chat" })).ToBeVisibleAsync();
        Assert.Equal(before, await TokenAsync(visitor.Page));
    }

    [Fact]
    public async Task Identify_WithAWrongHash_ChangesNothing_WithTheRightOne_BringsTheHistoryAlong()
    {
        var server = await portal.ServerAsync();
        var inbox = await ServerInboxes.FindAsync(server, "demo");
        await using var visitor = await portal.OpenAsync();
        var chat = await visitor.OpenChatAsync();
        await chat.WriteAsync("I am not signed in yet");
        await Expect(chat.Log()).ToContainTextAsync("Sent");
        var token = await TokenAsync(visitor.Page);
        var person = $"person-{Guid.NewGuid():N}";

        Assert.False(await IdentifyAsync(visitor.Page, person, HashOf("another secret", person)));
        Assert.False(await IdentifyAsync(visitor.Page, person, HashOf(inbox.Secret, person).ToUpperInvariant()));
        Assert.False(await IdentifyAsync(visitor.Page, person, ""));
        Assert.Equal(token, await TokenAsync(visitor.Page));
        Assert.True(await IdentifyAsync(visitor.Page, person, HashOf(inbox.Secret, person)));
        Assert.NotEqual(token, await TokenAsync(visitor.Page));
        await Expect(chat.Log()).ToContainTextAsync("I am not signed in yet");
        await chat.WriteAsync("Now I am");
        await Expect(chat.Log()).ToContainTextAsync("Now I am");

        await using var elsewhere = await portal.OpenAsync();
        await elsewhere.GoToAsync("/demo/garden");
        await Expect(elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Open chat" })).ToBeVisibleAsync();
        Assert.True(await IdentifyAsync(elsewhere.Page, person, HashOf(inbox.Secret, person)));
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Open chat" }).ClickAsync();
        await Expect(elsewhere.Page.FrameLocator("iframe[title='Chat']").Log()).ToContainTextAsync("Now I am");
        Assert.Contains(server.Log, line => line.Contains("wrong hash", StringComparison.Ordinal));
    }

    private static Task<string?> TokenAsync(IPage page) => page.EvaluateAsync<string?>("() => localStorage.getItem('portal.visitor.demo')");

    private static Task<bool> IdentifyAsync(IPage page, string id, string hash) =>
        page.EvaluateAsync<bool>("person => portalChat.identify(person)", new { id, hash, name = "Mara Lindqvist", email = "mara@larkfield.example", attributes = new { plan = "Gold" } });

    private static string HashOf(string secret, string id) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(id)));
}
