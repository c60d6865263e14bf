using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Something that some members of staff can and others cannot; a language is one.</summary>
public sealed record Skill
{
    /// <summary>More than this nobody chooses from.</summary>
    public const int Most = 200;

    public required SkillId Id { get; init; }
    public required string Name { get; init; }

    /// <summary>ISO 639-1 code such as "de" for a skill that is a language.</summary>
    public string? Language { get; init; }

    /// <summary>A conversation whose customer writes in <see cref="Language"/> asks for the skill by itself, at this level; null for only where a person, a queue or a rule asks for it.</summary>
    public int? AskedAt { get; init; }
}

/// <summary>What somebody can.</summary>
/// <param name="Level">1 (some) to 5 (expert).</param>
public readonly record struct SkillLevel(SkillId Skill, int Level);
