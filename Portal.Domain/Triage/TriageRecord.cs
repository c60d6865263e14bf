using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>Why a conversation has its topic, its queue and its tags, and what it asks for.</summary>
public sealed record TriageRecord
{
    /// <summary>Of <see cref="Version"/>, while no rules were in force.</summary>
    public const int WithoutRules = 0;

    public required ConversationId ConversationId { get; init; }

    /// <summary>Of this attempt; grows with time.</summary>
    public required Guid Id { get; init; }

    public required int Version { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The detected language, if a rule or a skill asked for it and it could be told.</summary>
    public string? Language { get; init; }

    /// <summary>Empty when no rule applied.</summary>
    public ImmutableArray<TriageHit> Hits { get; init; } = [];
}
