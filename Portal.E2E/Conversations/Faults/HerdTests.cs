using System.Diagnostics;
using System.Net;
using Portal.Bench.Circuits;
using Portal.E2E.Shared;

namespace Portal.E2E.Conversations.Faults;

/// <summary>Hundreds of pages lose their connection in the same moment and come back.</summary>
[Collection(Alone.Name)]
public sealed class HerdTests
{
    private const int Pages = 500;

    private static readonly TimeSpan MostRecovery = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FiveHundredPages_CutOffAtOnce_AreAllBackAndStillTalk()
    {
        await using var server = await PortalServer.StartAsync();
        await using var network = new FaultProxy(new(IPAddress.Loopback, server.Address.Port));
        var address = new Uri($"http://127.0.0.1:{network.Port}");
        var pages = Enumerable.Range(0, Pages).Select(_ => new CustomerChat(address, "demo")).ToList();
        try
        {
            await Parallel.ForEachAsync(pages, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (page, ct) => await page.OpenAsync(ct));
            var circuits = await Task.WhenAll(pages.Select(p => p.AliveAsync(Ct)));
            var clock = Stopwatch.StartNew();

            Assert.InRange(network.ResetAll(), Pages, int.MaxValue);
            await Task.WhenAll(circuits.Select(c => c.Closed)).WaitAsync(MostRecovery, Ct);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            limit.CancelAfter(MostRecovery);
            await Task.WhenAll(pages.Select(p => BackAsync(p, limit.Token)));

            TestContext.Current.TestOutputHelper?.WriteLine($"{Pages} pages back after {clock.Elapsed.TotalSeconds:0.0} s: {pages.Sum(p => p.Reconnects)} took up their circuit, {pages.Sum(p => p.Reloads)} began anew");
            var answers = await Task.WhenAll(pages.Take(50).Select((p, i) => p.SendUntilAnsweredAsync(Guid.CreateVersion7(), $"back again {i}", limit.Token)));
            Assert.All(answers, a => Assert.True(a.Sent, a.Reason));
        }
        finally
        {
            await Task.WhenAll(pages.Select(p => p.DisposeAsync().AsTask()));
        }
    }

    private static async Task BackAsync(CustomerChat page, CancellationToken ct)
    {
        while (page.Reconnects + page.Reloads == 0) await Task.Delay(50, ct);
        await page.AliveAsync(ct);
    }
}
