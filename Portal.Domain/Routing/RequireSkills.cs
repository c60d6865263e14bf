using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Says what skills a conversation asks for, how urgent and how heavy it is: by an agent, a supervisor, or a rule.</summary>
public sealed class RequireSkills(IRoutingStore store, SetRequirements set)
{
    /// <returns>Null when the requirements make no sense: an unknown skill, one twice, a level, priority or weight out of range.</returns>
    public async Task<ChangeOutcome?> ExecuteAsync(Actor actor, ConversationId id, Requirements asked, CancellationToken ct)
    {
        var names = (await store.ListSkillsAsync(ct)).ToDictionary(s => s.Id, s => s.Name);
        var needs = asked.Needs ?? [];
        if (needs.Length > SkillNeed.Most || needs.DistinctBy(n => n.Skill).Count() < needs.Length
            || needs.Any(n => !names.ContainsKey(n.Skill) || n.Level is < SkillNeed.LowestLevel or > SkillNeed.HighestLevel)
            || asked.Priority is < Queue.HighestPriority or > Queue.LowestPriority || asked.Weight is < Weights.Lightest or > Weights.Heaviest) return null;
        string[] words = [.. needs.Select(n => $"{names[n.Skill]} {n.Level}")];
        var weight = asked.WeightAs is { } queue ? (await store.FindQueueAsync(queue, ct))?.Weight : null;
        return await set.ExecuteAsync(actor, id, asked, string.Join(", ", words), ct, weight);
    }
}
