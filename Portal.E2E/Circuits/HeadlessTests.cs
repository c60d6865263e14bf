using Portal.Bench.Circuits;
using Portal.Domain.Accounts;
using Portal.E2E.Shared;
using Portal.Hosting;

namespace Portal.E2E.Circuits;

/// <summary>The headless client of the load driver, against the real server: no browser is needed.</summary>
public sealed class HeadlessTests(PortalFixture portal) : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Message_OfAHeadlessCustomer_ReachesAHeadlessDeskAndIsAnswered()
    {
        var server = await portal.ServerAsync();
        await using var customer = new CustomerChat(server.Address, DemoOrganisation.InboxKey) { Types = true };
        await customer.OpenAsync(limit.Token);
        await using var desk = await DeskAsync(server);
        var (asked, answered) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var question = $"Where is my kettle & its <lid>? {asked:N}";

        var sent = await customer.SendAsync(asked, question, limit.Token);
        await desk.OpenAsync(sent.Conversation!.Value, limit.Token);
        var read = await desk.SeeAsync(question, limit.Token);
        var reply = await desk.SendAsync(answered, sent.Conversation.Value, "On its way", limit.Token);
        await customer.SeeAsync("On its way", limit.Token);

        Assert.True(sent.Sent && reply.Sent);
        Assert.Equal((asked, false, sent.Conversation), (read.ClientId!.Value, read.Mine, read.Conversation));
        Assert.Equal([(question, true), ("On its way", false)], (await customer.ReadAsync(limit.Token)).Select(m => (m.Text, m.Mine)));
        await desk.SeeAsync("On its way", limit.Token);
        Assert.Equal([asked, answered], (await desk.ReadAsync(limit.Token)).Select(m => m.ClientId!.Value));
    }

    [Fact]
    public async Task Message_SentAgainUnderItsId_StandsThereOnce()
    {
        var server = await portal.ServerAsync();
        await using var customer = new CustomerChat(server.Address, DemoOrganisation.InboxKey);
        await customer.OpenAsync(limit.Token);
        var id = Guid.CreateVersion7();

        var first = await customer.SendAsync(id, "Once", limit.Token);
        var second = await customer.SendAsync(id, "Once", limit.Token);

        await customer.SeeAsync("Once", limit.Token);
        Assert.Equal((true, true, first.Conversation), (first.Sent, second.Sent, second.Conversation));
        Assert.Equal([id], (await customer.ReadAsync(limit.Token)).Select(m => m.ClientId!.Value));
    }

    [Fact]
    public async Task Chat_WhoseSocketIsCut_TakesItsCircuitUpAgain()
    {
        var server = await portal.ServerAsync();
        await using var customer = new CustomerChat(server.Address, DemoOrganisation.InboxKey);
        await customer.OpenAsync(limit.Token);
        await customer.SendAsync(Guid.CreateVersion7(), "Before", limit.Token);

        customer.Cut();
        await customer.SendUntilAnsweredAsync(Guid.CreateVersion7(), "After", limit.Token);

        await customer.SeeAsync("After", limit.Token);
        Assert.Equal((1, 0), (customer.Reconnects, customer.Reloads));
        Assert.Equal(["Before", "After"], (await customer.ReadAsync(limit.Token)).Select(m => m.Text));
    }

    [Fact]
    public async Task Chat_WhoseServerWasKilled_LoadsItselfAgainAndKnowsItsVisitor()
    {
        await using var server = await PortalServer.StartAsync();
        await using var customer = new CustomerChat(server.Address, DemoOrganisation.InboxKey);
        await customer.OpenAsync(limit.Token);
        await customer.SendAsync(Guid.CreateVersion7(), "Before", limit.Token);
        var conversation = customer.Conversation;

        server.Kill();
        var sending = customer.SendUntilAnsweredAsync(Guid.CreateVersion7(), "After", limit.Token);
        await server.RestartAsync();
        var sent = await sending;

        await customer.SeeAsync("After", limit.Token);
        Assert.Equal(conversation, sent.Conversation);
        Assert.Equal((0, 1), (customer.Reconnects, customer.Reloads));
        Assert.Equal(["Before", "After"], (await customer.ReadAsync(limit.Token)).Select(m => m.Text));
    }

    public void Dispose() => limit.Dispose();

    private async Task<AgentDesk> DeskAsync(PortalServer server)
    {
        var visitor = await SignIn.AsAsync(server.Address, DemoAccounts.Ines.Email, DemoAccounts.Password, limit.Token);
        var desk = new AgentDesk(server.Address, visitor);
        await desk.OpenAsync(limit.Token);
        return desk;
    }
}
