using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using Portal.E2E.Shared;
using static Portal.E2E.Conversations.Faults.TalkingTable;

namespace Portal.E2E.Conversations.Faults;

/// <summary>The disk under the embedded database fails while customers talk to the real server.</summary>
public sealed class DiskFaultTests
{
    /// <summary>At which flush of a thread the process dies; PORTAL_KILL_AT names others, such as <c>1-60</c>.</summary>
    public static TheoryData<int> Flushes { get; } = [.. FlushesToKillAt()];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Flushes))]
    public async Task Killed_AtTheNthFlush_LosesNothingThatWasAnswered(int flush)
    {
        await using var table = await TalkingTable.StartAsync();
        await using (await SystemCalls.InjectAsync(table.Server, $"fsync,fdatasync:signal=KILL:when={flush}"))
        {
            using var enough = new CancellationTokenSource();
            using var over = new CancellationTokenSource(Patience);
            var talking = table.TalkAsync(enough.Token, over.Token);
            await UntilAsync(() => !table.Server.IsRunning, $"The server did not die at flush {flush}.");
            await table.Server.RestartAsync();
            var answered = table.Answered;
            await UntilAsync(() => table.Answered >= answered + (2 * Seats), "Nobody was answered after the restart.");
            await enough.CancelAsync();
            await talking;
        }

        await table.ShouldHoldAsync();
    }

    [Fact]
    public async Task FailedFlush_WhileCustomersTalk_StopsAnsweringAndLosesNothing()
    {
        await using var table = await TalkingTable.StartAsync();
        using var enough = new CancellationTokenSource();
        using var over = new CancellationTokenSource(2 * Patience);
        var talking = table.TalkAsync(enough.Token, over.Token);
        await UntilAsync(() => table.Answered >= Seats, "Nobody was answered before the fault.");
        await using (var calls = await SystemCalls.InjectAsync(table.Server, "fsync,fdatasync:error=EIO:when=5+"))
        {
            await UntilAsync(() => calls.Failed > 0, "No flush failed.");
            await UntilAsync(async () => await table.ReadyAsync() is HttpStatusCode.ServiceUnavailable, "Health did not turn red.");
        }

        // The disk works again, but what the failed flush left behind cannot be known: no word is accepted before a restart.
        var answered = table.Answered;
        await Task.WhenAll(table.Customers.Select(c => Assert.ThrowsAnyAsync<Exception>(() => c.TryAsync(Ct))));
        Assert.Equal(answered, table.Answered);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await table.ReadyAsync());

        table.Server.Kill();
        await table.Server.RestartAsync();
        await UntilAsync(() => table.Answered >= answered + Seats, "Nobody was answered after the restart.");
        await enough.CancelAsync();
        await talking;
        await table.ShouldHoldAsync();
    }

    [Fact]
    public async Task FullDisk_WhileCustomersTalk_RefusesAndGoesOnWithoutARestart()
    {
        await using var table = await TalkingTable.StartAsync();
        using var enough = new CancellationTokenSource();
        using var over = new CancellationTokenSource(2 * Patience);
        var talking = table.TalkAsync(enough.Token, over.Token);
        await UntilAsync(() => table.Answered >= Seats, "Nobody was answered before the fault.");
        await using (var calls = await SystemCalls.InjectAsync(table.Server, "pwrite64:error=ENOSPC:when=1+"))
        {
            await UntilAsync(() => calls.Failed > 20, "No write failed.");
            var during = table.Answered;
            await UntilAsync(() => calls.Failed > 60, "Nobody tried again.");
            Assert.Equal(during, table.Answered);
            Assert.Equal("Degraded", await table.HealthAsync());
        }

        var process = table.Server.ProcessId;
        var answered = table.Answered;
        await UntilAsync(() => table.Answered >= answered + Seats, "Nobody was answered once there was room again.");
        await enough.CancelAsync();
        await talking;

        Assert.Equal(process, table.Server.ProcessId);
        Assert.Equal("Healthy", await table.HealthAsync());
        await table.ShouldHoldAsync();
    }

    [Fact]
    public async Task SmallDisk_FilledAndFreed_RefusesAndGoesOnWithoutARestart()
    {
        var folder = Directory.CreateTempSubdirectory("portal-small-disk-");
        Assert.SkipUnless(await SmallDisk.MountAsync(folder.FullName, megabytes: 24), "A small disk can only be mounted by root on Linux.");
        try
        {
            await using var table = await TalkingTable.StartAsync(dataDirectory: folder.FullName);
            using var enough = new CancellationTokenSource();
            using var over = new CancellationTokenSource(2 * Patience);
            var ballast = Path.Combine(folder.FullName, "ballast");
            await SmallDisk.FillAsync(ballast, Ct);
            var talking = table.TalkAsync(enough.Token, over.Token);
            // What the journal still has room for is answered; then nothing is.
            await UntilAsync(() => table.Server.Log.Any(line => line.Contains("SQLite Error 13", StringComparison.Ordinal)), "The disk did not fill.");
            Assert.True(table.Server.IsRunning);

            var answered = table.Answered;
            File.Delete(ballast);
            await UntilAsync(() => table.Answered >= answered + Seats, "Nobody was answered once there was room again.");
            await enough.CancelAsync();
            await talking;
            await table.ShouldHoldAsync();
        }
        finally
        {
            await SmallDisk.UnmountAsync(folder.FullName);
            folder.Delete();
        }
    }

    private static IEnumerable<int> FlushesToKillAt()
    {
        var parts = (Environment.GetEnvironmentVariable("PORTAL_KILL_AT") is { Length: > 0 } wanted ? wanted : "1,4").Split(',', '-');
        var numbers = parts.Select(p => int.Parse(p, NumberStyles.None, CultureInfo.InvariantCulture)).ToList();
        return Environment.GetEnvironmentVariable("PORTAL_KILL_AT")?.Contains('-') == true ? Enumerable.Range(numbers[0], numbers[1] - numbers[0] + 1) : numbers;
    }
}
