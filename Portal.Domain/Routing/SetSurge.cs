using Microsoft.Extensions.Logging;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// Lets the members of a queue take more than their capacity for a while, or ends that. It ends by itself; routing offers
/// nothing beyond the capacity afterwards, and what everybody has stays with them. So long customers are greeted briefly, and those
/// who wait may leave an address (<see cref="SurgeRules"/>).
/// </summary>
public sealed class SetSurge(IRoutingStore store, IEventHub hub, TimeProvider clock, ILogger<SetSurge> logger)
{
    public const int LeastPercent = 110;
    public const int MostPercent = 300;

    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <param name="duration">Null ends a surge now.</param>
    /// <returns>False when the actor may not, there is no such queue, or percent or duration are out of range.</returns>
    public async Task<bool> ExecuteAsync(Actor actor, QueueId id, int percent, TimeSpan? duration, CancellationToken ct)
    {
        if (!actor.Leads) return false;
        if (duration is { } wanted && (percent is < LeastPercent or > MostPercent || wanted <= TimeSpan.Zero || wanted > Longest)) return false;
        var now = clock.GetUtcNow();
        DateTimeOffset? until = duration is { } time ? now + time : null;
        if (!await store.SetSurgeAsync(id, until is null ? 100 : percent, until, actor.Name, now, ct)) return false;
        logger.LogInformation("Surge of queue {Queue}: {Percent} percent until {Until}, by {Actor}", id, percent, until, actor.Id);
        hub.Publish(new QueueChanged(id));
        return true;
    }
}
