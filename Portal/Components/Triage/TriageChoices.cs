using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Triage;

/// <summary>What there is to choose from in an editor.</summary>
/// <param name="Inboxes">Their names by id.</param>
/// <param name="Skills">By name.</param>
/// <param name="Languages">Two-letter codes that can be detected.</param>
public sealed record TriageChoices(IReadOnlyDictionary<QueueId, string> Queues, IReadOnlyDictionary<string, string> Inboxes, IReadOnlyList<string> Languages, IReadOnlyList<Skill> Skills)
{
    public static TriageChoices None { get; } = new(new Dictionary<QueueId, string>(), new Dictionary<string, string>(), [], []);

    /// <summary>Their names by id.</summary>
    public IReadOnlyDictionary<SkillId, string> SkillNames { get; } = Skills.ToDictionary(s => s.Id, s => s.Name);
}
