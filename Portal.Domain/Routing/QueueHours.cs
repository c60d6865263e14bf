using Portal.Domain.ServiceLevels;

namespace Portal.Domain.Routing;

/// <summary>What queues point to, at one moment: which are closed now by their business calendars, and what their policies promise. A closed queue offers nothing; people may still take by hand.</summary>
public sealed class QueueHours(ServiceStandards standards)
{
    /// <returns>The queues with <see cref="Queue.ClosedUntil"/> of this moment, and with <see cref="Queue.Policy"/>.</returns>
    public async ValueTask<IReadOnlyList<Queue>> AtAsync(IReadOnlyList<Queue> queues, DateTimeOffset now, CancellationToken ct)
    {
        if (queues.All(q => q.CalendarId is null && q.PolicyId is null)) return queues;
        var known = await standards.ForAsync(queues.Select(q => q.Id), ct);
        return [.. queues.Select(q => q.CalendarId is null && q.PolicyId is null ? q : q with { ClosedUntil = ClosedUntil(known.Of(q.Id)?.Calendar, now), Policy = known.Of(q.Id)?.Policy })];
    }

    /// <summary>Null while it is open.</summary>
    public static DateTimeOffset? ClosedUntil(BusinessCalendar? calendar, DateTimeOffset now) =>
        CalendarRules.IsOpen(calendar, now) ? null : CalendarRules.OpensAt(calendar, now) ?? DateTimeOffset.MaxValue;
}
