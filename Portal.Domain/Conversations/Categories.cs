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

    public bool IsEmpty => Topic is null && Queue is null && Tags.IsEmpty;
}
