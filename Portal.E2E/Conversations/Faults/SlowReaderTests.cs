using System.Globalization;
using System.Net;
using Portal.Bench.Circuits;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>A page that reads so slowly that it will never have read everything.</summary>
[Collection(Alone.Name)]
public sealed class SlowReaderTests
{
    private const int Messages = 10_000;

    /// <summary>Changes that the server may have waiting for one page; without a limit it would be one for each message.</summary>
    private const int MostChanges = 200;

    private const int BytesPerSecond = 1024;
    private const int AtOnce = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TenThousandMessages_ToAPageThatReadsOneKibibyteASecond_DoNotQueueAndTheNewestIsShownOnceItCanRead()
    {
        await using var server = await PortalServer.StartAsync();
        await using var network = new FaultProxy(new(IPAddress.Loopback, server.Address.Port));
        await using var slow = new CustomerChat(new Uri($"http://127.0.0.1:{network.Port}"), "demo");
        await slow.OpenAsync(Ct);
        await slow.SendAsync(Guid.CreateVersion7(), "hello", Ct);
        await using var other = new CustomerChat(server.Address, "demo");
        await other.OpenAsync(Ct);
        await using var desk = new AgentDesk(server.Address, await SignIn.AsAsync(server.Address, DemoPeople.Supervisor, DemoPeople.Password, Ct));
        await desk.OpenAsync(Ct);
        await desk.OpenAsync(slow.Conversation!.Value, Ct);
        var before = (await slow.AliveAsync(Ct)).Batches;

        network.Fault = new() { BytesPerSecond = BytesPerSecond };
        await Parallel.ForAsync(1, Messages, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct }, async (n, ct) => await SayAsync(n, ct));
        Assert.True((await other.SendAsync(Guid.CreateVersion7(), "somebody else", Ct)).Sent);
        network.Fault = NetworkFault.None;
        await SayAsync(Messages, Ct);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Patience);
        await slow.SeeAsync(Text(Messages), limit.Token);
        var page = await slow.AliveAsync(Ct);
        TestContext.Current.TestOutputHelper?.WriteLine($"{page.Batches - before} changes for {Messages:N0} messages; {slow.Reconnects} times taken up again, {slow.Reloads} times loaded again");
        Assert.InRange(page.Batches - before, 1, MostChanges);
        var shown = (await slow.ReadAsync(Ct)).Where(m => !m.Mine).Select(m => m.Text).ToList();
        Assert.True(shown.Count > 20, $"Only {shown.Count} lines are shown.");
        Assert.Equal(shown.Distinct(), shown);
        Assert.Equal(Text(Messages), shown[^1]);

        async Task SayAsync(int n, CancellationToken ct)
        {
            var answer = await desk.SendAsync(Guid.CreateVersion7(), slow.Conversation!.Value, Text(n), ct);
            Assert.True(answer.Sent, answer.Reason);
        }
    }

    private static string Text(int n) => string.Create(CultureInfo.InvariantCulture, $"Answer {n} of {Messages}, with a few more words so that it weighs something on a slow line.");
}
