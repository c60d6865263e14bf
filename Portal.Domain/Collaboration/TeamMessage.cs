using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>What somebody said to the people of a queue. Customers never see it.</summary>
public sealed record TeamMessage
{
    /// <summary>Made by the writer before the first attempt: sending again is harmless.</summary>
    public required Guid Id { get; init; }

    public required QueueId QueueId { get; init; }
    public required UserId AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>How a queue stands at this moment.</summary>
/// <param name="Waiting">Counted up to <see cref="TeamChannel.MostCounted"/>.</param>
/// <param name="LongestSince">Since when the first in line waits.</param>
public sealed record TeamState(QueueId Queue, string Name, int Waiting, DateTimeOffset? LongestSince, int Available, int Members);
