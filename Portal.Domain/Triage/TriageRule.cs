using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>One rule of an ordered list.</summary>
public sealed record TriageRule
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public bool IsEnabled { get; init; } = true;
    public required Condition.Group When { get; init; }
    public required TriageChanges Then { get; init; }

    /// <summary>Rules after this one are not asked when it applies.</summary>
    public bool IsLast { get; init; }
}

/// <summary>What a rule sets. Null and empty leave it to the rules after.</summary>
public sealed record TriageChanges
{
    public string? Topic { get; init; }
    public QueueId? Queue { get; init; }
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>How pressing it is; its promises follow.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<PriorityLevel>))]
    public PriorityLevel? Level { get; init; }

    /// <summary>Skills asked for beside those of the queue.</summary>
    public ImmutableArray<SkillNeed> Needs { get; init; } = [];

    /// <summary>In place of the queue's, in half units (<see cref="Weights"/>).</summary>
    public int? Weight { get; init; }

    public bool IsEmpty => Topic is null && Queue is null && Tags.IsDefaultOrEmpty && Level is null && Needs.IsDefaultOrEmpty && Weight is null;
}

/// <summary>What a rule, or a classifier, did to one conversation.</summary>
/// <param name="Source">The rule's id.</param>
/// <param name="Position">Its place in the list at that time, from 1.</param>
/// <param name="Set">Only what was not set before it.</param>
public sealed record TriageHit(Guid Source, string Name, int Position, TriageChanges Set);

/// <summary>What all of them together make of a conversation.</summary>
/// <param name="Hits">Those that set something, in their order.</param>
public sealed record TriageResult(Categories Set, ImmutableArray<TriageHit> Hits)
{
    public static TriageResult Nothing { get; } = new(new(), []);
}
