using System.Diagnostics;
using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Nodes;

/// <summary>A customer and an agent at their browsers, on different nodes of a cluster.</summary>
internal sealed record NodesTalk(BrowserSession Customer, BrowserSession Agent, IFrameLocator Chat, IPage Workspace) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The customer on the first node, through the proxy, and one message between both.</summary>
    /// <param name="agentAt">Where the agent comes in.</param>
    /// <param name="first">The customer's message.</param>
    public static async Task<NodesTalk> BeginAsync(PortalFixture portal, PortalCluster cluster, Uri agentAt, string first)
    {
        var agent = await portal.OpenAsync(agentAt);
        var workspace = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        await Expect(workspace.GetByRole(AriaRole.Button, new() { Name = "Your status" })).ToBeVisibleAsync();
        var customer = await portal.OpenAsync(cluster.Preferring(0));
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync(first);
        await workspace.OpenRowAsync(first);
        return new(customer, agent, chat, workspace);
    }

    public static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(100, TestContext.Current.CancellationToken)) Assert.True(clock.Elapsed < Patience, "It did not happen.");
    }

    public async ValueTask DisposeAsync()
    {
        await Customer.DisposeAsync();
        await Agent.DisposeAsync();
    }
}
