using Microsoft.Playwright;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Conversations;

public sealed class MainPathTests(PortalFixture portal)
{
    [Fact]
    public async Task Talk_CustomerAndAgent_SeeEachOtherAtOnceWithTheirStates()
    {
        var server = await PortalServer.StartAsync();
        await using var ownServer = server;
        await using var agent = await portal.OpenAsync(server);
        var workspace = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        await Expect(workspace.GetByRole(AriaRole.Button, new() { Name = "Your status" })).ToBeVisibleAsync();
        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();

        await chat.WriteAsync("My kettle has a dent");
        await Expect(chat.Log()).ToContainTextAsync(new System.Text.RegularExpressions.Regex("Sent|Delivered|Read"));
        await workspace.OpenRowAsync("My kettle has a dent");
        await workspace.ReplyAsync("A new one is **on us**");

        await Expect(chat.Log()).ToContainTextAsync("A new one is on us");
        await Expect(chat.Log()).ToContainTextAsync("Read");
        await Expect(workspace.Log()).ToContainTextAsync("Read");
        await Expect(chat.Log()).ToContainTextAsync("Ines");

        await workspace.GetByRole(AriaRole.Tab, new() { Name = "Note" }).ClickAsync();
        var note = workspace.GetByRole(AriaRole.Textbox, new() { Name = "Note" });
        await note.FillAsync("warehouse has six left");
        await note.PressAsync("Enter");
        await Expect(workspace.Log()).ToContainTextAsync("warehouse has six left");
        await chat.WriteAsync("Thank you!");
        await Expect(workspace.Log()).ToContainTextAsync("Thank you!");
        await Expect(chat.Log()).Not.ToContainTextAsync("warehouse");

        await Screenshots.TakeAsync(customer.Page, "customer-chat", forDocs: true);
        await Screenshots.TakeAsync(workspace, "workspace", forDocs: true);
        await workspace.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).First.ClickAsync();
        await Expect(chat.Log()).ToContainTextAsync("closed this conversation");
    }

    [Fact]
    public async Task Kill_InABurstFromBothSides_LosesDoublesAndReordersNothing()
    {
        const int each = 100;
        var server = await PortalServer.StartAsync();
        await using var ownServer = server;
        await using var agent = await portal.OpenAsync(server);
        var workspace = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("the beginning");
        await workspace.OpenRowAsync("the beginning");
        var killed = new TaskCompletionSource();

        async Task FromCustomerAsync()
        {
            for (var i = 1; i <= each; i++)
            {
                await chat.WriteAsync($"customer {i:000}");
                if (i != each / 3) continue;
                server.Kill();
                killed.SetResult();
            }
        }

        async Task FromAgentAsync()
        {
            for (var i = 1; i <= each; i++) await workspace.ReplyAsync($"agent {i:000}");
        }

        await Task.WhenAll(FromCustomerAsync(), FromAgentAsync());
        await killed.Task;
        await server.RestartAsync();

        var patient = new LocatorAssertionsToContainTextOptions { Timeout = 90_000 };
        foreach (var log in new[] { chat.Log(), workspace.Log() })
        {
            await Expect(log).ToContainTextAsync($"customer {each:000}", patient);
            await Expect(log).ToContainTextAsync($"agent {each:000}", patient);
        }

        var stored = await StoredTimeline.TextsAsync(server.DataDirectory);
        foreach (var side in new[] { "customer", "agent" })
            Assert.Equal(Enumerable.Range(1, each).Select(i => $"{side} {i:000}"), stored.Where(t => t.StartsWith(side + " ", StringComparison.Ordinal)));
        foreach (var log in new[] { chat.Log(), workspace.Log() })
        {
            var shown = StoredTimeline.NumbersIn(await log.InnerTextAsync());
            Assert.Equal(stored.Skip(stored.Count - shown.Count), shown);
        }
    }
}
