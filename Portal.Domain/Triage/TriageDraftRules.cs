using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>What is wrong with a list of rules, before it can do harm. Faults are resource keys.</summary>
public static class TriageDraftRules
{
    public const int MostRules = 200;
    public const int MostConditions = 40;
    public const int MostValues = 50;
    public const int LongestValue = 200;
    public const int LongestName = 80;

    /// <summary>Groups in groups, the rule's own counted.</summary>
    public const int Deepest = 4;

    /// <param name="queues">Those that exist.</param>
    /// <param name="skills">Those that exist.</param>
    /// <returns>The first fault of each rule that has one; of the list as a whole under the empty id.</returns>
    public static IReadOnlyDictionary<Guid, string> Check(ImmutableArray<TriageRule> rules, IReadOnlyCollection<QueueId> queues, IReadOnlyCollection<SkillId> skills)
    {
        var faults = new Dictionary<Guid, string>();
        if (rules.Length > MostRules) faults[Guid.Empty] = "too-many-rules";
        foreach (var rule in rules)
        {
            if (FaultOf(rule, queues, skills) is { } fault) faults[rule.Id] = fault;
        }

        return faults;
    }

    private static string? FaultOf(TriageRule rule, IReadOnlyCollection<QueueId> queues, IReadOnlyCollection<SkillId> skills)
    {
        if (!IsWord(rule.Name, LongestName)) return "name";
        if (rule.Then.IsEmpty) return "sets-nothing";
        if (rule.Then.Topic is { } topic && !IsWord(topic, Categories.LongestTopic)) return "topic";
        if (!rule.Then.Tags.All(t => IsWord(t, Categories.LongestTag)) || rule.Then.Tags.Length > Categories.MostTags) return "tags";
        if (rule.Then.Queue is { } queue && !queues.Contains(queue)) return "queue";
        if (rule.Then.Level is { } level && !Enum.IsDefined(level)) return "level";
        if (!AreNeeds(rule.Then.Needs, skills)) return "needs";
        if (rule.Then.Weight is < Weights.Lightest or > Weights.Heaviest) return "weight";
        return Count(rule.When) > MostConditions ? "too-many-conditions" : FaultOf(rule.When, 1);
    }

    private static string? FaultOf(Condition condition, int depth) => condition switch
    {
        Condition.Group when depth > Deepest => "too-deep",
        // An empty group inside says something that nobody meant.
        Condition.Group { Conditions.IsEmpty: true } when depth > 1 => "empty-group",
        Condition.Group group => group.Conditions.Select(c => FaultOf(c, depth + 1)).FirstOrDefault(f => f is not null),
        Condition.Test test => FaultOf(test),
        _ => "condition",
    };

    private static string? FaultOf(Condition.Test test)
    {
        if (!FieldRules.OperatorsOf(test.Field).Contains(test.Operator)) return "operator";
        if (test.Field is Field.Attribute && !IsWord(test.Key ?? "", LongestName)) return "key";
        if (!FieldRules.NeedsValue(test.Operator)) return null;
        if (test.Values.Length == 0 || test.Values.Length > MostValues || !test.Values.All(v => IsWord(v, LongestValue))) return "value";
        return test.Operator switch
        {
            Operator.MatchesPattern => test.Values.Length == 1 && IsPattern(test.Values[0]) ? null : "pattern",
            Operator.GreaterThan or Operator.LessThan or Operator.MoreThanDaysAgo or Operator.LessThanDaysAgo => test.Values.All(v => ConditionRules.NumberOf(v) is not null) ? null : "number",
            Operator.Between or Operator.NotBetween => test.Values.Length == 2 && test.Values.All(v => ConditionRules.TimeOf(v) is not null) ? null : "time",
            _ when FieldRules.KindOf(test.Field) is FieldKind.Number => test.Values.All(v => ConditionRules.NumberOf(v) is not null) ? null : "number",
            _ => null,
        };
    }

    private static bool AreNeeds(ImmutableArray<SkillNeed> needs, IReadOnlyCollection<SkillId> skills) => needs.IsDefaultOrEmpty
        || (needs.Length <= SkillNeed.Most && needs.DistinctBy(n => n.Skill).Count() == needs.Length
            && needs.All(n => skills.Contains(n.Skill) && n.Level is >= SkillNeed.LowestLevel and <= SkillNeed.HighestLevel));

    private static int Count(Condition condition) => condition is Condition.Group group ? group.Conditions.Sum(Count) + 1 : 1;

    private static bool IsWord(string text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && TextRules.IsStorable(text) && !text.AsSpan().ContainsAny('\n', '\r');

    private static bool IsPattern(string text)
    {
        try
        {
            ConditionRules.PatternOf(text);
            return true;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
