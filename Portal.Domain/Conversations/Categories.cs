using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>What is said about a conversation; null and empty leave things as they are.</summary>
public sealed record Categories
{
    public const int LongestTopic = 60;
    public const int LongestTag = 40;

    /// <summary>Tags that one conversation can have.</summary>
    public const int MostTags = 20;

    public string? Topic { get; init; }
    public QueueId? Queue { get; init; }
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>How pressing it is.</summary>
    public PriorityLevel? Level { get; init; }

    /// <summary>Skills that it asks for beside those of its queue.</summary>
    public ImmutableArray<SkillNeed> Needs { get; init; } = [];

    /// <summary>In place of its queue's, in half units (<see cref="Weights"/>).</summary>
    public int? Weight { get; init; }

    public bool IsEmpty => !SaysAbout && Level is null && !Asks;

    /// <summary>Whether it says what the conversation is about.</summary>
    internal bool SaysAbout => Topic is not null || Queue is not null || !Tags.IsEmpty;

    /// <summary>Whether it says what the conversation asks of who answers it.</summary>
    internal bool Asks => !Needs.IsEmpty || Weight is not null;
}
