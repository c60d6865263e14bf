using Portal.Bench.Circuits;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>What impatient, doubled and ill-meaning senders do to the real server.</summary>
public sealed class SubmissionTests(PortalFixture portal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SameMessage_ManyTimesAtOnceFromTwoTabs_IsOneEntryAndAlwaysAnswered()
    {
        var server = await portal.ServerAsync();
        await using var first = await OpenAsync(server);
        await first.SendAsync(Guid.CreateVersion7(), "hello", Ct);
        await using var second = await OpenAsync(server, first.Token);
        var id = Guid.CreateVersion7();
        var text = $"once {id:N}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? first : second).SendAsync(id, text, Ct)));

        Assert.All(answers, a => Assert.True(a.Sent, a.Reason));
        Assert.Single(answers.Select(a => a.Conversation).Distinct());
        Assert.Single(await StoredAsync(server), e => e.Id == id);
        await first.SeeAsync(text, Ct);
        await second.SeeAsync(text, Ct);
        foreach (var page in new[] { first, second }) Assert.Single(await page.ReadAsync(Ct), a => a.Text == text);
    }

    [Fact]
    public async Task SameId_WithAnotherText_IsRefusedAndTheFirstOneStays()
    {
        var server = await portal.ServerAsync();
        await using var chat = await OpenAsync(server);
        var id = Guid.CreateVersion7();
        Assert.True((await chat.SendAsync(id, "the first", Ct)).Sent);

        Assert.False((await chat.SendAsync(id, "the second", Ct)).Sent);

        Assert.Equal("the first", Assert.Single(await StoredAsync(server), e => e.Id == id).Text);
    }

    [Fact]
    public async Task Poison_AmongGoodMessages_IsRefusedAlone()
    {
        var server = await portal.ServerAsync();
        var history = new History();
        await using var good = new TalkingCustomer("good", history, 1, server.Address);
        await good.OpenAsync(Ct);
        await using var bad = await OpenAsync(server);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var talking = good.TalkAsync(TimeSpan.Zero, TimeSpan.FromMilliseconds(5), enough.Token, Ct);
        string[] poisons = ["nul \0 byte", "\0", " ", new string('x', 25_000)];

        for (var i = 0; i < 4 * poisons.Length; i++)
        {
            var id = Guid.CreateVersion7();
            var answer = await bad.SendAsync(id, poisons[i % poisons.Length], Ct);
            Assert.False(answer.Sent, $"Poison {i % poisons.Length} was taken.");
        }

        await enough.CancelAsync();
        await talking;
        Assert.Empty(Checker.Check(history, Of(await StoredAsync(server), good.Conversation)));
        Assert.DoesNotContain(await StoredAsync(server), e => e.Text is { } text && text.Contains('\0'));
    }

    [Fact]
    public async Task FourSenders_InOneConversationAtOnce_KeepOneOrderForEverybody()
    {
        var server = await portal.ServerAsync();
        var history = new History();
        await using var customer = new TalkingCustomer("customer", history, 1, server.Address);
        await customer.OpenAsync(Ct);
        await customer.SayAsync(Ct);
        await using var second = new TalkingCustomer("same customer", history, 2, server.Address, customer.Token);
        await second.OpenAsync(Ct);
        var person = await SignIn.AsAsync(server.Address, DemoPeople.Supervisor, DemoPeople.Password, Ct);
        await using var desk = new TalkingDesk("desk", history, 3, server.Address, person, customer);
        await using var other = new TalkingDesk("other desk", history, 4, server.Address, person, customer);
        await desk.OpenAsync(Ct);
        await other.OpenAsync(Ct);
        Talker[] all = [customer, second, desk, other];

        await Task.WhenAll(all.Select(async talker =>
        {
            for (var i = 0; i < 40; i++) await talker.SayAsync(Ct);
        }));

        var stored = Of(await StoredAsync(server), customer.Conversation);
        var last = stored.Where(e => e.IsMessage).MaxBy(e => e.Sequence)!.Text!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Patience);
        foreach (var talker in all)
        {
            while (!(await talker.ReadAsync(limit.Token)).Contains(last)) await Task.Delay(20, limit.Token);
            history.Settle(talker.Name, talker.Page);
        }

        Assert.Equal((4 * 40) + 1, history.Sends.Count(s => s.Answer is Answer.Ok));
        Assert.Empty(Checker.Check(history, stored));
    }

    private static async Task<CustomerChat> OpenAsync(PortalServer server, string? token = null)
    {
        var chat = new CustomerChat(server.Address, "demo", token);
        await chat.OpenAsync(Ct);
        return chat;
    }

    private static Task<IReadOnlyList<StoredEntry>> StoredAsync(PortalServer server) => OneNodeHouse.Of(server).StoredAsync();

    private static IReadOnlyList<StoredEntry> Of(IReadOnlyList<StoredEntry> stored, Guid? conversation) => [.. stored.Where(e => e.Conversation == conversation)];
}
