using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;

namespace Portal.Components.Accounts;

/// <summary>
/// Counts failed sign-ins by network address, over all accounts: guessing one password for everybody is slow too.
/// Successful ones cost nothing, so a whole office behind one address can start its day.
/// </summary>
public sealed class FailureLimit(IOptions<AccountsOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new()
        {
            PermitLimit = options.Value.FailuresPerAddressAndMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        }));

    public bool IsReached(string address)
    {
        // Taking nothing asks whether there is anything left to take.
        using var lease = limiter.AttemptAcquire(address, 0);
        return !lease.IsAcquired;
    }

    public void Note(string address)
    {
        using var lease = limiter.AttemptAcquire(address);
    }

    public void Dispose() => limiter.Dispose();
}
