using System.Collections.Immutable;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Insights;

/// <summary>The board as every viewer of this node sees it. Immutable and shared; waiting times count on from their beginnings.</summary>
public sealed record BoardSnapshot
{
    public static BoardSnapshot Unread { get; } = new() { At = default, Figures = BoardFigures.None };

    /// <summary>When it was drawn.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it last agreed with the database; null before the first read.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>The database could not be read for a while: events still count, but nothing checks them.</summary>
    public bool IsBehind { get; init; }

    public required BoardFigures Figures { get; init; }

    /// <summary>Worst first.</summary>
    public ImmutableArray<QueueRow> Queues { get; init; } = [];

    /// <summary>Those who are there first, by name.</summary>
    public ImmutableArray<AgentRow> Agents { get; init; } = [];

    /// <summary>All open ones, longest waiting first.</summary>
    public ImmutableArray<WaitingRow> Conversations { get; init; } = [];

    /// <summary>The last hour, oldest first; the last minute is still going on.</summary>
    public ImmutableArray<MinuteRow> Minutes { get; init; } = [];

    /// <summary>One sample a minute of the last hour, as far as this node has been running.</summary>
    public ImmutableArray<BoardSample> Trend { get; init; } = [];
}

/// <summary>The figures over all queues.</summary>
/// <param name="Unassigned">Those of <paramref name="Waiting"/> that nobody has.</param>
/// <param name="Longest">The longest wait; null when nobody waits.</param>
/// <param name="Load">Open conversations of the agents who are there, and the room they have altogether.</param>
public sealed record BoardFigures(
    int Waiting, int Unassigned, LongestWait? Longest, AnswerFigures Hour, AnswerFigures Day, TimeSpan? MedianBefore,
    int LowestTarget, int HighestTarget, int Load, int Capacity, int Open, int Begun)
{
    public static BoardFigures None { get; } = new(0, 0, null, AnswerFigures.None, AnswerFigures.None, null, 0, 0, 0, 0, 0, 0);
}

public sealed record LongestWait(DateTimeOffset Since, string Queue, TimeSpan Within);

/// <summary>First answers of a span of time.</summary>
/// <param name="Within">Those of <paramref name="Answers"/> that met their queue's standard.</param>
/// <param name="Median">Null without answers.</param>
public sealed record AnswerFigures(int Answers, int Within, TimeSpan? Median)
{
    public static AnswerFigures None { get; } = new(0, 0, null);

    /// <summary>In percent, rounded down: 89.9 does not meet 90. Null without answers.</summary>
    public int? Percent => Answers == 0 ? null : Within * 100 / Answers;
}

/// <summary>A queue's line.</summary>
/// <param name="Longest">Since when the longest waiting customer waits; null when nobody does.</param>
/// <param name="Available">Members who can be offered a conversation, apart from their room.</param>
/// <param name="Within">The standard: <paramref name="Target"/> percent of first answers within this time.</param>
public sealed record QueueRow(
    QueueId Id, string Name, int Waiting, DateTimeOffset? Longest, int Open, int Available, int Members,
    AnswerFigures Hour, AnswerFigures Day, int Target, TimeSpan Within, int? LongestLine = null)
{
    /// <summary>Nobody else may wait in the chat.</summary>
    public bool IsFull => Waiting >= LongestLine;
}

/// <param name="Load">As the conversations say.</param>
/// <param name="OnBoard">A member of a queue, or somebody who holds conversations all the same.</param>
public sealed record AgentRow(UserId Id, string Name, Presence Presence, DateTimeOffset Since, int Load, int Capacity, bool OnBoard);

/// <param name="Waiting">Null when the team spoke last.</param>
/// <param name="Assignee">Null when nobody has it.</param>
public sealed record WaitingRow(
    ConversationId Id, string Customer, QueueId QueueId, string Queue, string Preview, UserId? AssigneeId, string? Assignee, DateTimeOffset? Waiting, TimeSpan Within, bool IsSimulated = false);

public sealed record MinuteRow(DateTimeOffset Minute, int Arrivals, int Answers);

public sealed record BoardSample(DateTimeOffset Minute, int Waiting, TimeSpan Longest, TimeSpan? Median, int? Percent, int Load, int Open);
