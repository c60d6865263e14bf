using System.Collections.Immutable;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>
/// What the rules make of a conversation. Pure. Rules are asked in their order: the first that sets a topic, a queue, a priority
/// or a weight decides it, tags and skills add up, and a rule may be the last that is asked. A rule sees the tags and the queue
/// that the rules above it have set.
/// </summary>
public static class TriageRules
{
    /// <summary>What is read of a customer's first words, in UTF-16 characters.</summary>
    public const int LongestText = 4_000;

    public static TriageResult Apply(IEnumerable<TriageRule> rules, TriageFacts facts)
    {
        var result = TriageResult.Nothing;
        var position = 0;
        foreach (var rule in rules)
        {
            position++;
            if (!rule.IsEnabled || !ConditionRules.Holds(rule.When, facts with { Tags = result.Set.Tags, Queue = result.Set.Queue ?? facts.Queue })) continue;
            result = Add(result, rule.Id, rule.Name, position, rule.Then);
            if (rule.IsLast) break;
        }

        return result;
    }

    /// <summary>Adds what is not set yet; without anything new the result stays as it is.</summary>
    public static TriageResult Add(TriageResult result, Guid source, string name, int position, TriageChanges changes)
    {
        var before = result.Set;
        var set = new TriageChanges
        {
            Topic = before.Topic is null ? changes.Topic : null, Queue = before.Queue is null ? changes.Queue : null, Tags = NewTags(before, changes),
            Level = before.Level is null ? changes.Level : null, Needs = NewNeeds(before, changes), Weight = before.Weight is null ? changes.Weight : null,
        };
        if (set.IsEmpty) return result;
        var after = new Categories
        {
            Topic = before.Topic ?? set.Topic, Queue = before.Queue ?? set.Queue, Tags = [.. before.Tags, .. set.Tags],
            Level = before.Level ?? set.Level, Needs = [.. before.Needs, .. set.Needs], Weight = before.Weight ?? set.Weight,
        };
        return new(after, [.. result.Hits, new(source, name, position, set)]);
    }

    private static ImmutableArray<string> NewTags(Categories before, TriageChanges changes) => changes.Tags.IsDefaultOrEmpty
        ? []
        : [.. changes.Tags.Distinct(StringComparer.OrdinalIgnoreCase).Where(t => !before.Tags.Contains(t, StringComparer.OrdinalIgnoreCase)).Take(Math.Max(0, Categories.MostTags - before.Tags.Length))];

    /// <summary>The first rule that asks for a skill says at which level.</summary>
    private static ImmutableArray<SkillNeed> NewNeeds(Categories before, TriageChanges changes) => changes.Needs.IsDefaultOrEmpty
        ? []
        : [.. changes.Needs.DistinctBy(n => n.Skill).Where(n => before.Needs.All(has => has.Skill != n.Skill)).Take(Math.Max(0, SkillNeed.Most - before.Needs.Length))];

    /// <summary>A conversation's state, as rules ask for it.</summary>
    public static TriageStatus StatusOf(ConversationStatus status, bool isAssigned) => status switch
    {
        ConversationStatus.Open => isAssigned ? TriageStatus.Assigned : TriageStatus.Waiting,
        ConversationStatus.Snoozed => TriageStatus.Snoozed,
        ConversationStatus.Resolved => TriageStatus.Resolved,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No rule for this status"),
    };

    /// <summary>Whether any rule asks about <paramref name="field"/>: what nobody asks is not found out.</summary>
    public static bool Asks(IEnumerable<TriageRule> rules, Field field) => rules.Any(r => r.IsEnabled && Asks(r.When, field));

    private static bool Asks(Condition condition, Field field) => condition switch
    {
        Condition.Group group => group.Conditions.Any(c => Asks(c, field)),
        Condition.Test test => test.Field == field,
        _ => false,
    };

    /// <param name="language">The detected one.</param>
    /// <param name="isOpen">By the queue's calendar, which knows holidays; null where it has none: the inbox's hours count.</param>
    public static TriageFacts FactsOf(TriageCase found, string? language, bool? isOpen = null) => new()
    {
        At = found.At,
        Local = BusinessHoursRules.LocalTime(found.Hours, found.At),
        WithinHours = isOpen ?? BusinessHoursRules.IsOpen(found.Hours, found.At),
        Text = TextOf(found),
        HasFile = found.HasFile,
        Inbox = found.Inbox,
        Channel = found.Channel,
        Queue = found.InboxQueue,
        Status = found.Status,
        Page = found.Page,
        Language = language,
        BrowserLanguage = found.Customer?.Language,
        CustomerName = found.Customer?.Name is { Length: > 0 } name ? name : null,
        CustomerEmail = found.Customer?.Email,
        IsVerified = found.Customer is { IsVerified: true },
        Attributes = found.Customer?.Attributes ?? ImmutableDictionary<string, string>.Empty,
        CustomerSince = found.Customer?.CreatedAt,
        EarlierConversations = found.Earlier,
        LastConversationAt = found.LastEarlierAt,
    };

    public static string TextOf(TriageCase found) => TextRules.OneLine(string.Join(' ', found.Texts), LongestText);
}
