using System.Collections.Immutable;
using Portal.Domain.Routing;

namespace Portal.Domain.Triage;

/// <summary>Skills that a conversation asks for because its customer writes in their language, without a rule. Pure.</summary>
public static class LanguageSkills
{
    /// <summary>Those of <paramref name="skills"/> for which a language alone is enough.</summary>
    public static ImmutableArray<Skill> Of(IEnumerable<Skill> skills) => [.. skills.Where(s => s is { Language: not null, AskedAt: not null })];

    /// <summary>After the rules: what a rule has said about a skill stays.</summary>
    public static TriageResult Add(TriageResult result, ImmutableArray<Skill> skills, string? language)
    {
        foreach (var skill in skills)
        {
            if (language is not null && skill.Language == language)
                result = TriageRules.Add(result, skill.Id.Value, skill.Name, 0, new() { Needs = [new(skill.Id, skill.AskedAt!.Value)] });
        }

        return result;
    }
}
