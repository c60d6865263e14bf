using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>A skill that whoever answers a conversation should have.</summary>
/// <param name="Level">1 (some) to 5 (expert).</param>
/// <param name="Must">However long the wait, nobody without the skill is asked; the level may fall to 1.</param>
public readonly record struct SkillNeed(SkillId Skill, int Level, bool Must = false)
{
    public const int LowestLevel = 1;
    public const int HighestLevel = 5;

    /// <summary>More than this nobody can have.</summary>
    public const int Most = 8;
}
