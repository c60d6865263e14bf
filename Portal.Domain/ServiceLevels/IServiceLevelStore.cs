using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

public interface IServiceLevelStore
{
    /// <summary>All policies, calendars and queues, by name.</summary>
    Task<StandardsSnapshot> ReadAsync(CancellationToken ct);

    /// <summary>Inserts or updates.</summary>
    Task SaveCalendarAsync(BusinessCalendar calendar, CancellationToken ct);

    /// <summary>False when a queue still points to it.</summary>
    Task<bool> DeleteCalendarAsync(CalendarId id, CancellationToken ct);

    /// <summary>Inserts or updates.</summary>
    Task SavePolicyAsync(ServicePolicy policy, CancellationToken ct);

    /// <summary>False when a queue still points to it.</summary>
    Task<bool> DeletePolicyAsync(PolicyId id, CancellationToken ct);

    /// <summary>Conversations with a warning or a breach that is due, longest due first.</summary>
    Task<IReadOnlyList<(ConversationId Id, QueueId Queue)>> ListDueAlarmsAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Conversations that are open or asleep: those whose clocks can run.</summary>
    Task<IReadOnlyList<ConversationId>> ListRunningAsync(CancellationToken ct);
}
