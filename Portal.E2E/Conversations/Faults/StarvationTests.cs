using Portal.Bench.Circuits;
using Portal.E2E.Shared;
using static Portal.E2E.Conversations.Faults.TalkingTable;

namespace Portal.E2E.Conversations.Faults;

/// <summary>A server that has too little memory, or too few threads, for what is asked of it.</summary>
[Collection(Alone.Name)]
public sealed class StarvationTests
{
    private const int Openers = 8, MostPages = 3000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_UsedUpByPages_HealthSaysSoAndNothingAnsweredIsLost()
    {
        // Whatever it needs to start, and a little more.
        await using var table = await TalkingTable.StartAsync(new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x6000000" });
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var over = new CancellationTokenSource(2 * Patience);
        var talking = table.TalkAsync(enough.Token, over.Token);
        var pages = new List<CustomerChat>();
        using var full = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var opening = Task.WhenAll(Enumerable.Range(0, Openers).Select(_ => OpenAsync(table.Server.Address, pages, full.Token)));
        await UntilAsync(async () => !table.Server.IsRunning || await IsDegradedAsync(table.Server), "Health did not say that memory ends.");
        await full.CancelAsync();
        await opening;
        if (!table.Server.IsRunning) await table.Server.RestartAsync();

        foreach (var page in pages) await page.DisposeAsync();
        var answered = table.Answered;
        await UntilAsync(() => table.Answered >= answered + Seats, "Nobody was answered any more.");
        await enough.CancelAsync();
        await talking;
        await table.ShouldHoldAsync();
    }

    [Fact]
    public async Task Threads_TooFewForWhatIsAsked_NothingAnsweredIsLost()
    {
        await using var table = await TalkingTable.StartAsync(new Dictionary<string, string> { ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "0x2", ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "0x1" });
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var over = new CancellationTokenSource(2 * Patience);
        var talking = table.TalkAsync(enough.Token, over.Token);
        var pages = new List<CustomerChat>();
        using var many = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var opening = Task.WhenAll(Enumerable.Range(0, Openers).Select(_ => OpenAsync(table.Server.Address, pages, many.Token)));
        await UntilAsync(() => pages.Count >= 10 * Openers && table.Answered >= 20 * Seats, "It does not get on.");
        await many.CancelAsync();
        await opening;
        await enough.CancelAsync();
        await talking;

        foreach (var page in pages) await page.DisposeAsync();
        await table.ShouldHoldAsync();
    }

    /// <summary>Opens page after page; those that fail are not missed.</summary>
    private static async Task OpenAsync(Uri server, List<CustomerChat> pages, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested && pages.Count < MostPages)
        {
            var page = new CustomerChat(server, "demo") { RecoversItself = false };
            try
            {
                await page.OpenAsync(enough);
                lock (pages) pages.Add(page);
            }
            catch (Exception fault) when (Tab.IsLoss(fault) || fault is ServerFaultException)
            {
                await page.DisposeAsync();
                if (!enough.IsCancellationRequested) await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private static async Task<bool> IsDegradedAsync(PortalServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            return await http.GetStringAsync("/health/ready", Ct) == "Degraded";
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !Ct.IsCancellationRequested)
        {
            // No answer, or red: it goes on or it ends.
            return false;
        }
    }
}
