using System.Collections.Frozen;
using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>All policies, calendars and what the queues point to, as they were read.</summary>
public sealed record StandardsSnapshot(IReadOnlyList<BusinessCalendar> Calendars, IReadOnlyList<ServicePolicy> Policies, IReadOnlyList<QueueStandard> Queues)
{
    private readonly FrozenDictionary<QueueId, ServiceTerms> terms = Queues.ToFrozenDictionary(
        q => q.Queue, q => new ServiceTerms(q, Calendars.FirstOrDefault(c => c.Id == q.CalendarId), Policies.FirstOrDefault(p => p.Id == q.PolicyId)));

    public static StandardsSnapshot Empty { get; } = new([], [], []);

    /// <summary>Null for a queue that was not there yet.</summary>
    public ServiceTerms? Of(QueueId queue) => terms.GetValueOrDefault(queue);
}
