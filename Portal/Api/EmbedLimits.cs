using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Portal.Api;

/// <summary>Keeps one address from asking too often, per inbox and kind of request.</summary>
public sealed class EmbedLimits(IOptions<EmbedOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> hellos = Create(options.Value.HellosPerMinute);
    private readonly PartitionedRateLimiter<string> identities = Create(options.Value.IdentitiesPerMinute);
    private readonly PartitionedRateLimiter<string> chats = Create(options.Value.ChatsPerMinute);

    public bool TakeHello(HttpContext context) => Take(hellos, context);

    public bool TakeIdentity(HttpContext context) => Take(identities, context);

    public bool TakeChat(HttpContext context) => Take(chats, context);

    public void Dispose()
    {
        hellos.Dispose();
        identities.Dispose();
        chats.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<string> limiter, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire($"{context.Request.RouteValues["inboxKey"]} {NetworkOf(context.Connection.RemoteIpAddress)}");
        if (lease.IsAcquired) return true;
        context.Response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return false;
    }

    /// <summary>An IPv6 customer has a whole /64: counting single addresses would count nothing.</summary>
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static PartitionedRateLimiter<string> Create(int perMinute) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute, Window = Window, SegmentsPerWindow = 4, QueueLimit = 0,
        }));
}
