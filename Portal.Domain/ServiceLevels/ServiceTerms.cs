using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>What a queue points to.</summary>
/// <param name="Within">The queue's own standard for first answers, in force without a policy.</param>
/// <param name="Priority">Of those in it who have none of their own; the order of their turns depends on it.</param>
public sealed record QueueStandard(QueueId Queue, string Name, CalendarId? CalendarId, PolicyId? PolicyId, TimeSpan Within, int Priority = 50);

/// <summary>What is promised in one queue. Without a policy its own standard is measured, and nothing warns or acts.</summary>
public sealed record ServiceTerms(QueueStandard Queue, BusinessCalendar? Calendar, ServicePolicy? Policy)
{
    public ServiceTargets Of(PriorityLevel level) => Policy?.Of(level) ?? new(level, FirstAnswer: Queue.Within);
}
