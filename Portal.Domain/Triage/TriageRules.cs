using System.Collections.Immutable;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;

namespace Portal.Domain.Triage;

/// <summary>
/// What the rules make of a conversation. Pure. Rules are asked in their order: the first that sets a topic or a queue decides
/// it, tags add up, and a rule may be the last that is asked.
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
            if (!rule.IsEnabled || !ConditionRules.Holds(rule.When, facts)) continue;
            result = Add(result, rule.Id, rule.Name, position, rule.Then);
            if (rule.IsLast) break;
        }

        return result;
    }

    /// <summary>Adds what is not set yet; without anything new the result stays as it is.</summary>
    public static TriageResult Add(TriageResult result, Guid source, string name, int position, TriageChanges changes)
    {
        var before = result.Set;
        ImmutableArray<string> tags = changes.Tags.IsDefaultOrEmpty
            ? []
            : [.. changes.Tags.Distinct(StringComparer.OrdinalIgnoreCase).Where(t => !before.Tags.Contains(t, StringComparer.OrdinalIgnoreCase)).Take(Math.Max(0, Categories.MostTags - before.Tags.Length))];
        var set = new TriageChanges { Topic = before.Topic is null ? changes.Topic : null, Queue = before.Queue is null ? changes.Queue : null, Tags = tags };
        return set.IsEmpty
            ? result
            : new(new() { Topic = before.Topic ?? set.Topic, Queue = before.Queue ?? set.Queue, Tags = [.. before.Tags, .. set.Tags] }, [.. result.Hits, new(source, name, position, set)]);
    }

    /// <summary>Whether any rule asks about <paramref name="field"/>: what nobody asks is not found out.</summary>
    public static bool Asks(IEnumerable<TriageRule> rules, Field field) => rules.Any(r => r.IsEnabled && Asks(r.When, field));

    private static bool Asks(Condition condition, Field field) => condition switch
    {
        Condition.Group group => group.Conditions.Any(c => Asks(c, field)),
        Condition.Test test => test.Field == field,
        _ => false,
    };

    /// <param name="language">The detected one.</param>
    public static TriageFacts FactsOf(TriageCase found, string? language) => new()
    {
        At = found.At,
        Local = BusinessHoursRules.LocalTime(found.Hours, found.At),
        WithinHours = BusinessHoursRules.IsOpen(found.Hours, found.At),
        Text = TextOf(found),
        HasFile = found.HasFile,
        Inbox = found.Inbox,
        Queue = found.InboxQueue,
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
