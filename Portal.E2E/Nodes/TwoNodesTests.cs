using System.Diagnostics;
using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Nodes;

public sealed class TwoNodesTests(PortalFixture portal)
{
    private const float TenSeconds = 10_000;

    [Fact]
    public async Task Kill_OfTheCustomersNode_TheTalkGoesOnElsewhereWithItsDraft()
    {
        await using var cluster = await PortalCluster.StartAsync();
        await using var agent = await portal.OpenAsync(cluster.Preferring(1));
        var workspace = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        await Expect(workspace.GetByRole(AriaRole.Button, new() { Name = "Your status" })).ToBeVisibleAsync();
        await using var customer = await portal.OpenAsync(cluster.Preferring(0));
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("customer 001");
        await workspace.OpenRowAsync("customer 001");
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
}
