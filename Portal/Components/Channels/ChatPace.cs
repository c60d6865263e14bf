using System.Threading.RateLimiting;
using Portal.Domain.Shared;

namespace Portal.Components.Channels;

/// <summary>Slows a customer down who sends faster than anybody types. Nothing is refused: the browser sends one at a time and waits.</summary>
public sealed class ChatPace : IDisposable
{
    private readonly PartitionedRateLimiter<CustomerId> limiter = PartitionedRateLimiter.Create<CustomerId, CustomerId>(id =>
        RateLimitPartition.GetTokenBucketLimiter(id, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 300, TokensPerPeriod = 10, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 50, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    /// <exception cref="InvalidOperationException">Far beyond anything that one page of ours does.</exception>
    public async Task WaitAsync(CustomerId customer, CancellationToken ct)
    {
        using var lease = await limiter.AcquireAsync(customer, 1, ct);
        if (!lease.IsAcquired) throw new InvalidOperationException("Too many messages at once.");
    }

    public void Dispose() => limiter.Dispose();
}
