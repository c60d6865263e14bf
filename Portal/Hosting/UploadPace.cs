using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Portal.Hosting;

/// <summary>How many files one person may send, wherever they come from.</summary>
public sealed class UploadPace(IOptions<LimitOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> limiter = PartitionedRateLimiter.Create<Guid, Guid>(person =>
        RateLimitPartition.GetTokenBucketLimiter(person, _ => PortalLimits.Bucket(options.Value.UploadsPerPersonAndMinute)));

    /// <returns>How long to wait; null when the file may come.</returns>
    public TimeSpan? Take(Guid person)
    {
        using var lease = limiter.AttemptAcquire(person);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => limiter.Dispose();
}
