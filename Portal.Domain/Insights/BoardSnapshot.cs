using System.Collections.Immutable;
using Portal.Domain.Conversations;
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
/// <param name="Used">Half units that the conversations and consults of the agents who are there take, and the units that they have altogether for chats and for every other kind of channel of which somebody has one.</param>
public sealed record BoardFigures(
    int Waiting, int Unassigned, LongestWait? Longest, AnswerFigures Hour, AnswerFigures Day, TimeSpan? MedianBefore,
    int LowestTarget, int HighestTarget, int Used, int Capacity, int Open, int Begun)
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

/// <summary>Promises that were kept, of those that there were.</summary>
public sealed record KeptFigures(int Promised, int Kept)
{
    public static KeptFigures None { get; } = new(0, 0);

    /// <summary>In percent, rounded down: 89.9 does not meet 90. Null when nothing was promised.</summary>
    public int? Percent => Promised == 0 ? null : Kept * 100 / Promised;
}

/// <summary>How promises were kept in the last hour and the last day.</summary>
public sealed record Attainment(KeptFigures Hour, KeptFigures Day)
{
    public static Attainment None { get; } = new(KeptFigures.None, KeptFigures.None);
}

/// <summary>A queue's line.</summary>
/// <param name="Longest">Since when the longest waiting customer waits; null when nobody does.</param>
/// <param name="Available">Members who can be offered a conversation, apart from their room.</param>
/// <param name="Next">Answers after the first, of the conversations in which one was given in that time; nothing without a policy that promises them.</param>
/// <param name="Resolution">Conversations resolved in that time for which a resolution was promised.</param>
/// <param name="Within">The standard: <paramref name="Target"/> percent of first answers within this time.</param>
public sealed record QueueRow(
    QueueId Id, string Name, int Waiting, DateTimeOffset? Longest, int Open, int Available, int Members,
    AnswerFigures Hour, AnswerFigures Day, int Target, TimeSpan Within, Attainment Next, Attainment Resolution, int? LongestLine = null)
{
    /// <summary>Nobody else may wait in the chat.</summary>
    public bool IsFull => Waiting >= LongestLine;
}

/// <param name="Used">Half units in use, as routing counts: what rests takes none, and a consult that they have taken on as much as an ordinary chat.</param>
/// <param name="WrapUps">Resolved conversations that they are still busy with, the last of them until <paramref name="WrapUpUntil"/> at most.</param>
/// <param name="OnBoard">A member of a queue, or somebody who has something to do all the same.</param>
public sealed record AgentRow(UserId Id, string Name, Presence Presence, DateTimeOffset Since, PerChannel Used, PerChannel Capacity, bool OnBoard, int WrapUps = 0, DateTimeOffset? WrapUpUntil = null, string Reason = "", bool IsIdle = false);

/// <param name="Waiting">Null when the team spoke last.</param>
/// <param name="Assignee">Null when nobody has it.</param>
public sealed record WaitingRow(
    ConversationId Id, string Customer, QueueId QueueId, string Queue, string Preview, UserId? AssigneeId, string? Assignee, DateTimeOffset? Waiting, TimeSpan Within, bool IsSimulated = false, ChannelKind Channel = ChannelKind.Chat);

public sealed record MinuteRow(DateTimeOffset Minute, int Arrivals, int Answers);

public sealed record BoardSample(DateTimeOffset Minute, int Waiting, TimeSpan Longest, TimeSpan? Median, int? Percent, int Used, int Open);
