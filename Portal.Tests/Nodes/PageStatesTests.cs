using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.Nodes;
using StackExchange.Redis;

namespace Portal.Tests.Nodes;

/// <summary>A Redis that is away holds nobody up. That it keeps and gives back is seen with a real one, in Portal.E2E.</summary>
public sealed class PageStatesTests
{
    private readonly FakeTimeProvider clock = new();
    private int asked;

    [Fact]
    public async Task Read_WithARedisThatDoesNotAnswer_FindsNothingAfterItsPatience()
    {
        var states = Of(new TaskCompletionSource<IDatabase>().Task);

        var read = states.GetAsync("page", TestContext.Current.CancellationToken);

        Assert.False(read.IsCompleted);
        clock.Advance(PageStates.Patience);
        Assert.Null(await read);
    }

    [Fact]
    public async Task Next_AfterAFault_DoesNotWaitAndLaterTriesAgain()
    {
        var states = Of(Task.FromException<IDatabase>(new TimeoutException("away")));
        await states.SetAsync("page", [1], new DistributedCacheEntryOptions(), TestContext.Current.CancellationToken);

        Assert.Null(await states.GetAsync("page", TestContext.Current.CancellationToken));
        await states.RemoveAsync("page", TestContext.Current.CancellationToken);
        Assert.Equal(1, asked);

        clock.Advance(PageStates.Rest + TimeSpan.FromMilliseconds(1));
        Assert.Null(await states.GetAsync("page", TestContext.Current.CancellationToken));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Read_ForSomebodyWhoHasGone_Ends()
    {
        var states = Of(new TaskCompletionSource<IDatabase>().Task);
        using var gone = new CancellationTokenSource();
        var read = states.GetAsync("page", gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    private PageStates Of(Task<IDatabase> database) => new(() =>
    {
        asked++;
        return database;
    }, new EphemeralDataProtectionProvider(), clock, Options.Create(new NodesOptions()), NullLogger<PageStates>.Instance);
}
