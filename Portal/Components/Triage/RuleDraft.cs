using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Components.Triage;

/// <summary>A rule as it is typed, right or wrong.</summary>
public sealed class RuleDraft
{
    public required Guid Id { get; init; }
    public string Name { get; set; } = "";
    public bool IsEnabled { get; set; } = true;
    public bool IsLast { get; set; }
    public ConditionDraft.Group When { get; init; } = new();
    public string Topic { get; set; } = "";
    public QueueId? Queue { get; set; }

    /// <summary>With commas between them.</summary>
    public string Tags { get; set; } = "";

    public PriorityLevel? Level { get; set; }
    public ImmutableArray<SkillNeed> Needs { get; set; } = [];
    public int? Weight { get; set; }

    public TriageRule Typed => new()
    {
        Id = Id, Name = Name.Trim(), IsEnabled = IsEnabled, IsLast = IsLast, When = When.TypedGroup,
        Then = new()
        {
            Topic = Topic.Trim() is { Length: > 0 } topic ? topic : null, Queue = Queue,
            Tags = [.. Tags.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)],
            Level = Level, Needs = Needs, Weight = Weight,
        },
    };

    public static RuleDraft Of(TriageRule rule) => new()
    {
        Id = rule.Id, Name = rule.Name, IsEnabled = rule.IsEnabled, IsLast = rule.IsLast, When = ConditionDraft.Group.Of(rule.When),
        Topic = rule.Then.Topic ?? "", Queue = rule.Then.Queue, Tags = string.Join(", ", rule.Then.Tags),
        Level = rule.Then.Level, Needs = rule.Then.Needs.IsDefault ? [] : rule.Then.Needs, Weight = rule.Then.Weight,
    };
}
