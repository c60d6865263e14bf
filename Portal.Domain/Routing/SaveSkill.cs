using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

public abstract record SaveSkillOutcome
{
    public sealed record Saved(Skill Skill) : SaveSkillOutcome;

    /// <summary>What is wrong, by field name, as resource keys.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, string> Faults) : SaveSkillOutcome;

    public sealed record NotAllowed : SaveSkillOutcome;
}

/// <summary>Creates or changes a skill, and who has it at which level.</summary>
public sealed class SaveSkill(IRoutingStore store, IEventHub hub)
{
    public const int LongestName = 40;

    /// <param name="levels">1 to 5; 0, or nothing, for those who do not have it.</param>
    public async Task<SaveSkillOutcome> ExecuteAsync(Actor actor, Skill skill, IReadOnlyDictionary<UserId, int> levels, CancellationToken ct)
    {
        if (actor.Role is not (Role.Admin or Role.System)) return new SaveSkillOutcome.NotAllowed();
        var name = TextRules.OneLine(TextRules.Storable(skill.Name), LongestName);
        var language = skill.Language?.Trim().ToLowerInvariant() is { Length: > 0 } code ? code : null;
        var others = (await store.ListSkillsAsync(ct)).Where(s => s.Id != skill.Id).ToList();
        var faults = new Dictionary<string, string>();
        if (name.Length == 0) faults[nameof(Skill.Name)] = "skill-name-missing";
        else if (others.Any(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase))) faults[nameof(Skill.Name)] = "skill-name-taken";
        else if (others.Count >= Skill.Most) faults[nameof(Skill.Name)] = "skills-too-many";
        if (language is not null && !(language.Length is 2 or 3 && language.All(char.IsAsciiLetterLower))) faults[nameof(Skill.Language)] = "skill-language-code";
        if (skill.AskedAt is < SkillNeed.LowestLevel or > SkillNeed.HighestLevel) faults[nameof(Skill.AskedAt)] = "skill-level-range";
        if (levels.Values.Any(l => l is < 0 or > SkillNeed.HighestLevel)) faults[nameof(levels)] = "skill-level-range";
        if (faults.Count > 0) return new SaveSkillOutcome.Invalid(faults);

        var saved = skill with { Name = name, Language = language, AskedAt = language is null ? null : skill.AskedAt };
        await store.SaveSkillAsync(saved, levels, ct);
        hub.Publish(new SkillsChanged());
        foreach (var agent in await store.ListAgentsAsync(ct)) hub.Publish(new AgentChanged(agent));
        return new SaveSkillOutcome.Saved(saved);
    }
}
