using System.Collections.Immutable;
using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>What a conversation asks for after a wait, and how well somebody fits.</summary>
public static class SkillRules
{
    /// <summary>What the queue asks for of everything and what this conversation needs; of the same skill the higher level, and a must stays one.</summary>
    public static ImmutableArray<SkillNeed> Combine(ImmutableArray<SkillNeed> queue, ImmutableArray<SkillNeed> own)
    {
        if (queue.Length == 0) return own;
        if (own.Length == 0) return queue;
        return [.. queue.Concat(own).GroupBy(n => n.Skill).Select(g => new SkillNeed(g.Key, g.Max(n => n.Level), g.Any(n => n.Must)))];
    }

    /// <summary>
    /// How many levels less are asked for after this wait: the most of all steps whose time has come, so that it never falls again
    /// in whatever order they stand.
    /// </summary>
    public static int Lowered(ImmutableArray<RelaxationStep> steps, TimeSpan waited)
    {
        var lower = 0;
        foreach (var step in steps)
        {
            if (step.After <= waited && step.Lower > lower) lower = step.Lower;
        }

        return lower;
    }

    /// <summary>When less is asked for than after this wait; null when it stays like this.</summary>
    public static TimeSpan? NextStep(ImmutableArray<RelaxationStep> steps, TimeSpan waited)
    {
        var lowered = Lowered(steps, waited);
        TimeSpan? next = null;
        foreach (var step in steps)
        {
            if (step.After > waited && step.Lower > lowered && (next is null || step.After < next)) next = step.After;
        }

        return next;
    }

    /// <summary>What is still asked for when every level is lowered by so much.</summary>
    public static ImmutableArray<SkillNeed> Relax(ImmutableArray<SkillNeed> needs, int lower)
    {
        if (lower == 0 || needs.Length == 0) return needs;
        var left = ImmutableArray.CreateBuilder<SkillNeed>(needs.Length);
        foreach (var need in needs)
        {
            if (need.Level > lower) left.Add(need with { Level = need.Level - lower });
            else if (need.Must) left.Add(need with { Level = SkillNeed.LowestLevel });
        }

        return left.ToImmutable();
    }

    /// <summary>The first need that somebody does not meet; null when they meet all.</summary>
    public static SkillNeed? Missing(ImmutableArray<SkillLevel> skills, ImmutableArray<SkillNeed> needs)
    {
        foreach (var need in needs)
        {
            if (Level(skills, need) < need.Level) return need;
        }

        return null;
    }

    /// <summary>
    /// fit = Σ min(has, asked) ÷ Σ asked − surplus ÷ 1000, over the levels asked for before any relaxation; surplus counts every
    /// level that the conversation has no use for. So nobody is below what was asked for if that can be, and among equals whoever
    /// is spared least elsewhere gets it. 1 without needs, less the surplus.
    /// </summary>
    public static double Fit(ImmutableArray<SkillLevel> skills, ImmutableArray<SkillNeed> asked)
    {
        var (met, all, has) = (0, 0, 0);
        foreach (var need in asked)
        {
            all += need.Level;
            met += Math.Min(need.Level, Level(skills, need));
        }

        foreach (var skill in skills) has += skill.Level;
        return (all == 0 ? 1 : met / (double)all) - ((has - met) / 1000.0);
    }

    private static int Level(ImmutableArray<SkillLevel> skills, SkillNeed need)
    {
        foreach (var skill in skills)
        {
            if (skill.Skill == need.Skill) return skill.Level;
        }

        return 0;
    }
}
