using Microsoft.Playwright;
using Portal.E2E.Conversations;
using Portal.E2E.Shared;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Insights;

public sealed class LiveBoardTests(PortalFixture portal)
{
    [Fact]
    public async Task Board_ACustomerWritesAndIsAnswered_MovesWithEveryStep()
    {
        await using var server = await PortalServer.StartAsync();
        await using var supervisor = await portal.OpenAsync(server);
        var live = await supervisor.SignInAsync(DemoPeople.Supervisor);
        await supervisor.GoToAsync("/live");
        var orders = live.GetByRole(AriaRole.Region, new() { Name = "Queues" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "Orders" });
        var cells = orders.GetByRole(AriaRole.Cell);
        await Expect(cells.Nth(0)).ToHaveTextAsync("0");

        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("Where is my order?");
        await Expect(cells.Nth(0)).ToHaveTextAsync("1");
        await Expect(live.GetByRole(AriaRole.Region, new() { Name = "Conversations" })).ToContainTextAsync("Unassigned");

        await using var agent = await portal.OpenAsync(server);
        var workspace = await agent.SignInAsync(DemoPeople.Agent);
        await agent.GoToAsync("/workspace");
        await Expect(live.GetByRole(AriaRole.Region, new() { Name = "Agents" })).ToContainTextAsync("1/4");
        await workspace.OpenRowAsync("Where is my order?");
        await workspace.ReplyAsync("It arrives today.");
        await Expect(cells.Nth(0)).ToHaveTextAsync("0");
        await Expect(cells.Nth(2)).ToHaveTextAsync("1");
        await Expect(cells.Nth(3)).ToHaveTextAsync("1");
        await Expect(cells.Nth(4)).ToContainTextAsync("100 %");
        await Screenshots.TakeAsync(live, "live", forDocs: true);

        await live.GetByRole(AriaRole.Region, new() { Name = "Conversations" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(live.Log()).ToContainTextAsync("It arrives today.");

        await workspace.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).First.ClickAsync();
        await supervisor.GoToAsync("/live");
        await Expect(cells.Nth(2)).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task Reassign_FromTheBoard_MovesTheConversationToTheOtherAgent()
    {
        await using var server = await PortalServer.StartAsync();
        await using var ines = await portal.OpenAsync(server);
        await using var tomas = await portal.OpenAsync(server);
        var first = await ines.SignInAsync(DemoPeople.Agent);
        await ines.GoToAsync("/workspace");
        await using var customer = await portal.OpenAsync(server);
        var chat = await customer.OpenChatAsync();
        await chat.WriteAsync("Where is my order?");
        await first.OpenRowAsync("Where is my order?");
        var second = await tomas.SignInAsync(DemoPeople.SecondAgent);
        await tomas.GoToAsync("/workspace");

        await using var supervisor = await portal.OpenAsync(server);
        var live = await supervisor.SignInAsync(DemoPeople.Supervisor);
        await supervisor.GoToAsync("/live");
        var conversations = live.GetByRole(AriaRole.Region, new() { Name = "Conversations" });
        await conversations.GetByRole(AriaRole.Button, new() { NameRegex = new("^Reassign") }).ClickAsync();
        await conversations.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("Tom\u00e1s") }).ClickAsync();

        await Expect(conversations.GetByRole(AriaRole.Status)).ToContainTextAsync("Tom\u00e1s");
        await second.OpenRowAsync("Where is my order?");
        await second.ReplyAsync("It arrives today.");
        await Expect(chat.Log()).ToContainTextAsync("It arrives today.");
        await Expect(first.GetByRole(AriaRole.Textbox, new() { Name = "Reply" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Conversation_OfSomebodyElse_IsClosedToCustomersByEveryAddress()
    {
        await using var server = await PortalServer.StartAsync();
        await using var mara = await portal.OpenAsync(server);
        var chat = await mara.OpenChatAsync();
        await chat.WriteAsync("only for the team");
        await Expect(chat.Log()).ToContainTextAsync("Sent");
        await using var agent = await portal.OpenAsync(server);
        await agent.SignInAsync(DemoPeople.Supervisor);
        await agent.GoToAsync("/live");
        await agent.Page.GetByRole(AriaRole.Region, new() { Name = "Conversations" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await agent.Page.WaitForURLAsync("**/workspace/**");
        var address = new Uri(agent.Page.Url).AbsolutePath;

        await using var stranger = await portal.OpenAsync(server);
        await stranger.GoToAsync(address);
        await Expect(stranger.Page.GetByRole(AriaRole.Textbox, new() { Name = "Password" })).ToBeVisibleAsync();
        var other = await stranger.OpenChatAsync();
        await Expect(other.GetByRole(AriaRole.Textbox, new() { Name = "Message" })).ToBeVisibleAsync();
        await Expect(other.Log()).Not.ToContainTextAsync("only for the team");
        using var http = new HttpClient { BaseAddress = server.Address };
        using var file = await http.GetAsync($"/attachments/{Guid.NewGuid()}?access=made-up", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, file.StatusCode);
    }
}
