using System.Diagnostics;
using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Nodes;

[Collection(Alone.Name)]
public sealed class TwoNodesTests(PortalFixture portal)
{
    private const float TenSeconds = 10_000;

    [Fact]
    public async Task Kill_OfTheCustomersNode_TheTalkGoesOnElsewhereWithItsDraft()
    {
        await using var cluster = await PortalCluster.StartAsync();
        await using var talk = await BeginAsync(cluster, "customer 001");
        var (chat, workspace) = (talk.Chat, talk.Workspace);
        await workspace.ReplyAsync("agent 001");
        await Expect(chat.Log()).ToContainTextAsync("agent 001");
        var box = chat.GetByRole(AriaRole.Textbox, new() { Name = "Message" });
        await box.FillAsync("customer 002");
        // Drafts are kept a moment after the last key.
        await Expect(workspace.GetByText("is typing")).ToBeVisibleAsync();

        cluster.Nodes[0].Kill();
        var since = Stopwatch.StartNew();
        await workspace.ReplyAsync("agent 002");
        await Expect(chat.Log()).ToContainTextAsync("agent 002", new() { Timeout = TenSeconds });
        await Expect(box).ToHaveValueAsync("customer 002", new() { Timeout = TenSeconds });
        await box.PressAsync("Enter");
        await Expect(workspace.Log()).ToContainTextAsync("customer 002", new() { Timeout = TenSeconds });
        var took = since.Elapsed;

        TestContext.Current.SendDiagnosticMessage($"the talk went on after {took.TotalSeconds:0.0} s");
        Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took}");
        Assert.Equal(["customer 001", "agent 001", "agent 002", "customer 002"], await cluster.Database.TextsAsync());
    }

    [Fact]
    public async Task Machine_ThatVanishesWithoutClosingAnything_TheTalkGoesOnElsewhereWithinTenSeconds()
    {
        await using var cluster = await PortalCluster.StartAsync(wired: true);
        await using var talk = await BeginAsync(cluster, "customer 001");
        var (chat, workspace) = (talk.Chat, talk.Workspace);
        var box = chat.GetByRole(AriaRole.Textbox, new() { Name = "Message" });
        await box.FillAsync("customer 002");
        await Expect(workspace.GetByText("is typing")).ToBeVisibleAsync();

        await cluster.Wires[0].VanishAsync(TestContext.Current.CancellationToken);
        var since = Stopwatch.StartNew();
        await workspace.ReplyAsync("agent 001");
        await Expect(chat.Log()).ToContainTextAsync("agent 001", new() { Timeout = 2 * TenSeconds });
        var took = since.Elapsed;
        await Expect(box).ToHaveValueAsync("customer 002", new() { Timeout = TenSeconds });
        await box.PressAsync("Enter");
        await Expect(workspace.Log()).ToContainTextAsync("customer 002", new() { Timeout = TenSeconds });

        TestContext.Current.SendDiagnosticMessage($"the customer was elsewhere after {took.TotalSeconds:0.0} s");
        Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took}");
        Assert.Equal(["customer 001", "agent 001", "customer 002"], await cluster.Database.TextsAsync());
    }

    [Fact]
    public async Task Stop_OfTheCustomersNode_SendsThePageOnAndLosesNothing()
    {
        const int each = 30;
        await using var cluster = await PortalCluster.StartAsync();
        await using var talk = await BeginAsync(cluster, "customer 000");
        var (chat, workspace) = (talk.Chat, talk.Workspace);
        Task stopped = Task.CompletedTask;

        for (var i = 1; i <= each; i++)
        {
            await chat.WriteUntilShownAsync($"customer {i:000}");
            await workspace.ReplyAsync($"agent {i:000}");
            if (i == each / 3) stopped = cluster.Nodes[0].StopAsync();
        }

        await stopped;
        var patient = new LocatorAssertionsToContainTextOptions { Timeout = 2 * TenSeconds };
        foreach (var log in new[] { chat.Log(), workspace.Log() })
        {
            await Expect(log).ToContainTextAsync($"customer {each:000}", patient);
            await Expect(log).ToContainTextAsync($"agent {each:000}", patient);
        }

        var stored = (await cluster.Database.TextsAsync()).SelectMany(StoredTimeline.NumbersIn).ToList();
        foreach (var side in new[] { "customer", "agent" })
            Assert.Equal(Enumerable.Range(side == "agent" ? 1 : 0, side == "agent" ? each : each + 1).Select(i => $"{side} {i:000}"), stored.Where(t => t.StartsWith(side + " ", StringComparison.Ordinal)));
        foreach (var log in new[] { chat.Log(), workspace.Log() })
        {
            var shown = StoredTimeline.NumbersIn(await log.InnerTextAsync());
            Assert.Equal(stored.Skip(stored.Count - shown.Count), shown);
        }

        var end = cluster.Nodes[0].Log.SkipWhile(line => !line.Contains("Stopping:", StringComparison.Ordinal)).ToList();
        Assert.Contains(end, line => line.Contains("All pages have gone", StringComparison.Ordinal));
        // Pages that wait ask whether it is ready again: that it is not is meant.
        Assert.DoesNotContain(end, line => line.Contains("fail:", StringComparison.Ordinal) && !line.Contains("HealthChecks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redis_GoneInTheMiddleOfATalk_BothSidesStillReadEachOtherWithinTenSeconds()
    {
        await using var cluster = await PortalCluster.StartAsync();
        await using var talk = await BeginAsync(cluster, "customer 001");
        var (chat, workspace) = (talk.Chat, talk.Workspace);

        cluster.Redis.Kill();
        await workspace.ReplyAsync("agent 001");
        await Expect(chat.Log()).ToContainTextAsync("agent 001", new() { Timeout = TenSeconds });
        await chat.WriteAsync("customer 002");
        await Expect(workspace.Log()).ToContainTextAsync("customer 002", new() { Timeout = TenSeconds });
        using var http = new HttpClient { BaseAddress = cluster.Nodes[0].Address };
        Assert.Equal("Degraded", await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));

        await cluster.Redis.RestartAsync();
        await EventuallyAsync(async () => await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken) == "Healthy");
        await cluster.Redis.EmptyAsync();
        await workspace.ReplyAsync("agent 002");
        await Expect(chat.Log()).ToContainTextAsync("agent 002", new() { Timeout = 2000 });
        Assert.Equal(["customer 001", "agent 001", "customer 002", "agent 002"], await cluster.Database.TextsAsync());
    }

    [Fact]
    public async Task Sqlite_WithRedis_IsRefusedAtTheStart()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => PortalServer.StartAsync(new Dictionary<string, string> { ["ConnectionStrings:Redis"] = "127.0.0.1:1" }));

        Assert.Contains("Set Database:Provider to PostgreSql or SqlServer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WarmUp_BeforeANodeIsReady_OpensACircuitAndLeavesNoTrace()
    {
        await using var server = await PortalServer.StartAsync(new Dictionary<string, string> { ["WarmUp:Enabled"] = "true" });

        var said = Assert.Single(server.Log, line => line.Contains("Warm after", StringComparison.Ordinal));
        TestContext.Current.SendDiagnosticMessage(said.Trim());
        Assert.Contains("the first chat was drawn after", said, StringComparison.Ordinal);
        Assert.DoesNotContain(await StoredTimeline.AllAsync(server.DataDirectory), text => text.Contains("Warm-up", StringComparison.Ordinal));
    }

    /// <summary>The customer on the first node, the agent on the second, and one message between them.</summary>
    private async Task<Talk> BeginAsync(PortalCluster cluster, string first)
    {
        var agent = await portal.OpenAsync(cluster.Preferring(1));
        var workspace = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        await Expect(workspace.GetByRole(AriaRole.Button, new() { Name = "Your status" })).ToBeVisibleAsync();
        var customer = await portal.OpenAsync(cluster.Preferring(0));
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync(first);
        await workspace.OpenRowAsync(first);
        return new(customer, agent, chat, workspace);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), "It did not heal.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private sealed record Talk(BrowserSession Customer, BrowserSession Agent, IFrameLocator Chat, IPage Workspace) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Customer.DisposeAsync();
            await Agent.DisposeAsync();
        }
    }
}
