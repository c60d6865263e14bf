using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>One surge of a queue, kept when the next one begins and when the queue is deleted.</summary>
/// <param name="QueueName">As it was called then.</param>
/// <param name="By">Who began it.</param>
/// <param name="Percent">By how much capacities counted.</param>
/// <param name="Until">When it was to end by itself.</param>
public sealed record SurgeRecord(Guid Id, QueueId QueueId, string QueueName, string By, int Percent, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Who ended it before its time, or began another in its place; null when it ended by itself, or goes on.</summary>
    public string? EndedBy { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
