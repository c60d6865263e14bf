using System.Diagnostics;
using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Nodes;

/// <summary>What becomes of a talk when a node, a machine or Redis is gone, and how soon it goes on.</summary>
[Collection(Alone.Name)]
public sealed class TwoNodesTests(PortalFixture portal)
{
    private const float TenSeconds = 10_000;

    [Fact]
    public async Task Kill_OfTheCustomersNode_TheTalkGoesOnElsewhereWithItsDraft()
    {
        await using var cluster = await PortalCluster.StartAsync();
        await using var talk = await NodesTalk.BeginAsync(portal, cluster, cluster.Preferring(1), "customer 001");
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
        await using var talk = await NodesTalk.BeginAsync(portal, cluster, cluster.Preferring(1), "customer 001");
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
    public async Task Redis_GoneInTheMiddleOfATalk_BothSidesStillReadEachOtherWithinTenSeconds()
    {
        await using var cluster = await PortalCluster.StartAsync();
        await using var talk = await NodesTalk.BeginAsync(portal, cluster, cluster.Preferring(1), "customer 001");
        var (chat, workspace) = (talk.Chat, talk.Workspace);

        cluster.Redis.Kill();
        await workspace.ReplyAsync("agent 001");
        await Expect(chat.Log()).ToContainTextAsync("agent 001", new() { Timeout = TenSeconds });
        await chat.WriteAsync("customer 002");
        await Expect(workspace.Log()).ToContainTextAsync("customer 002", new() { Timeout = TenSeconds });
        using var http = new HttpClient { BaseAddress = cluster.Nodes[0].Address };
        Assert.Equal("Degraded", await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));

        await cluster.Redis.RestartAsync();
        await NodesTalk.EventuallyAsync(async () => await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken) == "Healthy");
        await cluster.Redis.EmptyAsync();
        await workspace.ReplyAsync("agent 002");
        await Expect(chat.Log()).ToContainTextAsync("agent 002", new() { Timeout = 2000 });
        Assert.Equal(["customer 001", "agent 001", "customer 002", "agent 002"], await cluster.Database.TextsAsync());
    }
}
