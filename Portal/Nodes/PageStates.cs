using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Portal.Nodes;

/// <summary>
/// Keeps in Redis what is left of pages whose circuits have ended, until they come back to any node. The framework's key is a
/// page's secret and its values are plain: here the key is hashed and the value encrypted with the data-protection keys that
/// the nodes share. Nobody waits for it: where Redis does not answer soon, nothing was kept, and a page loads itself again.
/// </summary>
public sealed class PageStates(
    Func<Task<IDatabase>> database, IDataProtectionProvider protection, TimeProvider clock, IOptions<NodesOptions> options, ILogger<PageStates> logger) : IDistributedCache
{
    /// <summary>The framework lets one page after the other through: a slow answer is waited for by all behind it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>After a fault nothing is tried for so long, so that a thousand pages do not each wait for the same absence.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly IDataProtector protector = protection.CreateProtector("Portal.Nodes.PageStates");
    private long restsUntil;

    public PageStates(RedisLink redis, IDataProtectionProvider protection, TimeProvider clock, IOptions<NodesOptions> options, ILogger<PageStates> logger)
        : this(async () => (await redis.ConnectAsync()).GetDatabase(), protection, clock, options, logger)
    {
    }

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        byte[]? found = null;
        await TryAsync("read", async redis => found = await redis.StringGetAsync(KeyOf(key)), token);
        if (found is null) return null;
        try
        {
            return protector.Unprotect(found);
        }
        catch (CryptographicException fault)
        {
            logger.LogWarning(fault, "The state of a page was written with keys that this node does not have; the page loads itself again");
            return null;
        }
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions entry, CancellationToken token = default)
    {
        var kept = entry.AbsoluteExpirationRelativeToNow ?? entry.AbsoluteExpiration - clock.GetUtcNow() ?? options.Value.PageStateKept;
        return TryAsync("written", redis => redis.StringSetAsync(KeyOf(key), protector.Protect(value), kept), token);
    }

    public Task RemoveAsync(string key, CancellationToken token = default) => TryAsync("removed", redis => redis.KeyDeleteAsync(KeyOf(key)), token);

    /// <summary>Nothing is kept longer because it was looked at.</summary>
    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Refresh(string key)
    {
    }

    public byte[]? Get(string key) => throw new NotSupportedException("Nobody may be held up by Redis: ask asynchronously.");

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException("Nobody may be held up by Redis: ask asynchronously.");

    public void Remove(string key) => throw new NotSupportedException("Nobody may be held up by Redis: ask asynchronously.");

    private async Task TryAsync(string what, Func<IDatabase, Task> act, CancellationToken token)
    {
        if (clock.GetTimestamp() < Interlocked.Read(ref restsUntil)) return;
        try
        {
            await ActAsync(act).WaitAsync(Patience, clock, token);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            Interlocked.Exchange(ref restsUntil, clock.GetTimestamp() + (long)(Rest.TotalSeconds * clock.TimestampFrequency));
            logger.LogWarning("The state of a page could not be {What} in Redis ({Why}); it is not tried for {Seconds} s, and pages load themselves again meanwhile", what, fault.GetType().Name, Rest.TotalSeconds);
        }
    }

    private async Task ActAsync(Func<IDatabase, Task> act) => await act(await database());

    private RedisKey KeyOf(string key) => $"{options.Value.Prefix}:page:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
}
