using System.Diagnostics;
using System.Text;
using Microsoft.Playwright;
using Portal.Bench.Circuits;
using Portal.Domain.Conversations;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using StackExchange.Redis;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Nodes;

/// <summary>A customer's page whose node is gone goes on at another one in the same document, where its state was kept.</summary>
public sealed class PageStateTests(PortalFixture portal)
{
    private static readonly Dictionary<string, string> SoonGivenUp = new()
    {
        ["Nodes:PageKept"] = "00:00:02",
        ["Logging:LogLevel:Microsoft.AspNetCore.Components.Server.Circuits.ICircuitPersistenceProvider"] = "Debug",
    };

    [Fact]
    public async Task Stop_InTheMiddleOfAWord_ThePageGoesOnElsewhereUnderTheHandsOfItsWriter()
    {
        await using var cluster = await PortalCluster.StartAsync();
        await using var talk = await BeginAsync(cluster);
        var (chat, workspace, page) = (talk.Chat, talk.Workspace, talk.Customer.Page);
        var box = Box(chat);
        var told = await TellAsync(cluster, ReadTimeline.Page + 20);
        await Expect(chat.Log()).ToContainTextAsync(told[^1]);
        await box.PressSequentiallyAsync("customer 002 !");
        await box.PressAsync("ArrowLeft");
        await box.EvaluateAsync("() => { const leave = portalReconnect.leave; portalReconnect.leave = () => { window.asked = true; leave(0); }; }");
        var method = await page.Context.NewCDPSessionAsync(page);
        await method.SendAsync("Input.imeSetComposition", new() { ["text"] = "にほん", ["selectionStart"] = 3, ["selectionEnd"] = 3 });

        // Asked to go while an input method composes: the box stays until the word is there.
        var stopped = cluster.Nodes[0].StopAsync();
        await NodesTalk.EventuallyAsync(() => box.EvaluateAsync<bool>("() => window.asked === true"));
        await Expect(box).ToHaveValueAsync("customer 002 にほん!");
        Assert.DoesNotContain("resuming", await StatesAsync(chat), StringComparison.Ordinal);
        await method.SendAsync("Input.insertText", new() { ["text"] = "日本" });

        // The caret stands before the sign: whatever is lost, or written elsewhere, shows.
        var typed = new StringBuilder();
        while (!(await StatesAsync(chat)).EndsWith("resuming back", StringComparison.Ordinal))
        {
            Assert.True(typed.Length < 3500, $"It did not go on elsewhere: {await StatesAsync(chat)}");
            await page.Keyboard.TypeAsync("0123456789");
            typed.Append("0123456789");
        }

        await page.Keyboard.PressAsync("x");
        var text = $"customer 002 日本{typed}x!";
        await Expect(box).ToHaveValueAsync(text);
        await Expect(box).ToBeFocusedAsync();
        await stopped;
        Assert.True(await IsSameDocumentAsync(chat), "The page has loaded itself again.");
        // Further back than a page reads when it begins: what was there is there again.
        await Expect(chat.Log()).ToContainTextAsync("customer 001");
        await Expect(chat.Log()).ToContainTextAsync(told[0]);
        await page.Keyboard.PressAsync("Enter");
        await Expect(workspace.Log()).ToContainTextAsync(text);
        await workspace.ReplyAsync("agent 001");
        await Expect(chat.Log()).ToContainTextAsync("agent 001");
        await Expect(chat.GetByText("Read", new() { Exact = true }).Last).ToBeVisibleAsync();
        Assert.Equal(["customer 001", .. told, text, "agent 001"], await cluster.Database.TextsAsync());
        Assert.Contains(cluster.Nodes[0].Log, line => line.Contains("All pages have gone", StringComparison.Ordinal));
        talk.Customer.ShouldHaveNoErrors("health/ready", "ERR_CONNECTION");
    }

    [Fact]
    public async Task Customer_WhoseCircuitWasGivenUpAndWhoseNodeHasGone_GoesOnFromWhatWasKept()
    {
        await using var cluster = await PortalCluster.StartAsync(settings: SoonGivenUp);
        await using var talk = await BeginAsync(cluster);
        var (chat, workspace) = (talk.Chat, talk.Workspace);
        await Box(chat).FillAsync("customer 002");

        await cluster.Proxy.StopAsync();
        await workspace.ReplyAsync("agent 001");
        var kept = await KeptAsync(cluster);
        cluster.Nodes[0].Kill();
        await cluster.Proxy.RestartAsync();
        var since = Stopwatch.StartNew();
        await Expect(chat.Log()).ToContainTextAsync("agent 001");
        var took = since.Elapsed;

        await Expect(Box(chat)).ToHaveValueAsync("customer 002");
        Assert.True(await IsSameDocumentAsync(chat), "The page has loaded itself again.");
        await Box(chat).PressAsync("Enter");
        await Expect(workspace.Log()).ToContainTextAsync("customer 002");
        Assert.Equal(["customer 001", "agent 001", "customer 002"], await cluster.Database.TextsAsync());
        Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took}");
        // Neither what the page is about nor how the framework writes it down can be read there.
        foreach (var word in new[] { "ApplicationState", "RootComponents", "FormDone", "ChatPage", "customer" }) Assert.DoesNotContain(word, kept, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Customer_WhoseStateFoundNoRedis_LoadsThePageAgainAndKeepsTheDraft()
    {
        await using var cluster = await PortalCluster.StartAsync(settings: SoonGivenUp);
        await using var talk = await BeginAsync(cluster);
        var (chat, workspace) = (talk.Chat, talk.Workspace);
        await Box(chat).FillAsync("customer 002");
        await Expect(workspace.GetByText("is typing")).ToBeVisibleAsync();

        await cluster.Redis.Process.SignalAsync("STOP");
        await cluster.Proxy.StopAsync();
        await NodesTalk.EventuallyAsync(() => Task.FromResult(cluster.Nodes[0].Log.Any(line => line.Contains("The state of a page could not be written", StringComparison.Ordinal))));
        cluster.Nodes[0].Kill();
        await cluster.Proxy.RestartAsync();
        var since = Stopwatch.StartNew();
        await workspace.ReplyAsync("agent 001");
        await Expect(chat.Log()).ToContainTextAsync("agent 001");
        await Expect(Box(chat)).ToHaveValueAsync("customer 002");
        await Box(chat).PressAsync("Enter");
        await Expect(workspace.Log()).ToContainTextAsync("customer 002");
        var took = since.Elapsed;

        Assert.False(await IsSameDocumentAsync(chat));
        Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took}");
        await cluster.Redis.Process.SignalAsync("CONT");
        Assert.Equal(["customer 001", "agent 001", "customer 002"], await cluster.Database.TextsAsync());
    }

    /// <summary>The customer on the first node, through the proxy; the agent at the second node's own address.</summary>
    private async Task<NodesTalk> BeginAsync(PortalCluster cluster)
    {
        var talk = await NodesTalk.BeginAsync(portal, cluster, cluster.Nodes[1].Address, "customer 001");
        var chat = talk.Chat;
        await Expect(chat.GetByText("Read", new() { Exact = true })).ToBeVisibleAsync();
        // What a document that loads itself again would not have any more.
        await Box(chat).EvaluateAsync("""
            () => {
              window.states = [];
              new MutationObserver(() => window.states.push(document.documentElement.dataset.connection)).observe(document.documentElement, { attributeFilter: ['data-connection'] });
            }
            """);
        return talk;
    }

    /// <summary>What the agent writes in the only conversation, line after line, from a page on the second node.</summary>
    private static async Task<List<string>> TellAsync(PortalCluster cluster, int lines)
    {
        var ct = TestContext.Current.CancellationToken;
        var conversation = Guid.Parse(Assert.Single(await cluster.Database.ReadAsync("""SELECT "Id"::text FROM "Conversations" """)));
        await using var desk = new AgentDesk(cluster.Nodes[1].Address, await SignIn.AsAsync(cluster.Nodes[1].Address, DemoPeople.Agent, DemoPeople.Password, ct));
        await desk.OpenAsync(ct);
        var told = Enumerable.Range(1, lines).Select(n => $"line {n:000}").ToList();
        foreach (var line in told) Assert.True((await desk.SendAsync(Guid.CreateVersion7(), conversation, line, ct)).Sent);
        return told;
    }

    private static ILocator Box(IFrameLocator chat) => chat.GetByRole(AriaRole.Textbox, new() { Name = "Message" });

    private static async Task<string> StatesAsync(IFrameLocator chat) => await chat.Locator("html").EvaluateAsync<string>("() => (window.states ?? ['loaded again']).join(' ')");

    private static Task<bool> IsSameDocumentAsync(IFrameLocator chat) => chat.Locator("html").EvaluateAsync<bool>("() => window.states !== undefined");

    /// <summary>What Redis holds as soon as everything that the nodes have given up is there, the customer's page among it.</summary>
    private static async Task<string> KeptAsync(PortalCluster cluster)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(cluster.Redis.Address);
        var text = "";
        await NodesTalk.EventuallyAsync(async () =>
        {
            var given = cluster.Nodes.Select(n => n.Log.Count(line => line.Contains("Pausing circuit", StringComparison.Ordinal))).ToList();
            var keys = redis.GetServers()[0].Keys(pattern: "portal:page:*").ToList();
            if (given[0] == 0 || keys.Count != given.Sum()) return false;
            foreach (var key in keys)
            {
                var left = await redis.GetDatabase().KeyTimeToLiveAsync(key);
                Assert.InRange(left!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
                text += $"{key} {Encoding.Latin1.GetString(((byte[]?)await redis.GetDatabase().StringGetAsync(key))!)}";
            }

            return true;
        });
        return text;
    }
}
