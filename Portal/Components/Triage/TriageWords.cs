using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Triage;

namespace Portal.Components.Triage;

/// <summary>Rules in words.</summary>
internal static class TriageWords
{
    public static string Of(IStringLocalizer<StaffText> l, Field field) => field switch
    {
        Field.Text => l["First message"],
        Field.Language => l["Detected language"],
        Field.BrowserLanguage => l["Browser language"],
        Field.Inbox => l["Inbox"],
        Field.Channel => l["Channel"],
        Field.Page => l["Page"],
        Field.HasFile => l["Sent a file"],
        Field.CustomerName => l["Customer’s name"],
        Field.CustomerEmail => l["Customer’s email"],
        Field.CustomerVerified => l["Customer is verified"],
        Field.Attribute => l["Customer attribute"],
        Field.CustomerSince => l["First seen"],
        Field.EarlierConversations => l["Earlier conversations"],
        Field.LastConversation => l["Last conversation"],
        Field.Weekday => l["Weekday"],
        Field.TimeOfDay => l["Time of day"],
        Field.WithinHours => l["Within opening hours"],
        Field.Tag => l["Tag so far"],
        Field.Queue => l["Queue so far"],
        Field.Status => l["Status"],
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No words for this field"),
    };

    public static string Of(IStringLocalizer<StaffText> l, Operator op) => op switch
    {
        Operator.Is => l["is"],
        Operator.IsNot => l["is not"],
        Operator.Contains => l["contains"],
        Operator.DoesNotContain => l["does not contain"],
        Operator.ContainsWord => l["contains the word"],
        Operator.StartsWith => l["starts with"],
        Operator.EndsWith => l["ends with"],
        Operator.MatchesPattern => l["matches the pattern"],
        Operator.IsPresent => l["is known"],
        Operator.IsAbsent => l["is not known"],
        Operator.GreaterThan => l["is more than"],
        Operator.LessThan => l["is less than"],
        Operator.MoreThanDaysAgo => l["was more days ago than"],
        Operator.LessThanDaysAgo => l["was fewer days ago than"],
        Operator.Between => l["is between"],
        Operator.NotBetween => l["is not between"],
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "No words for this operator"),
    };

    public static string Of(IStringLocalizer<StaffText> l, TriageStatus status) => status switch
    {
        TriageStatus.Waiting => l["waiting for somebody"],
        TriageStatus.Assigned => l["with somebody"],
        TriageStatus.Snoozed => l["snoozed"],
        TriageStatus.Resolved => l["resolved"],
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No words for this status"),
    };

    public static string Of(IStringLocalizer<StaffText> l, Match match) => match switch
    {
        Match.All => l["all of these"],
        Match.Any => l["any of these"],
        Match.None => l["none of these"],
        _ => throw new ArgumentOutOfRangeException(nameof(match), match, "No words for this"),
    };

    /// <summary>Words for a fault of <see cref="TriageDraftRules"/>.</summary>
    public static string Fault(IStringLocalizer<StaffText> l, string fault) => fault switch
    {
        "name" => l["Give it a name."],
        "sets-nothing" => l["It sets nothing: choose a topic, a queue, tags, a priority, skills or a weight."],
        "topic" => l["The topic has at most 60 letters."],
        "tags" => l["At most 20 tags, each of at most 40 letters."],
        "queue" => l["Its queue does not exist any more."],
        "level" => l["There is no such priority."],
        "needs" => l["Up to eight skills that exist, each once, at levels from 1 to 5."],
        "weight" => l["A weight goes from half a unit to five units."],
        "too-many-conditions" => l["At most 40 conditions."],
        "too-deep" => l["Groups may be nested four deep."],
        "empty-group" => l["A group has no condition."],
        "operator" => l["A comparison does not fit its field."],
        "key" => l["Name the attribute."],
        "value" => l["A condition has no value."],
        "pattern" => l["This is no pattern that can be searched for safely. Look-around and back-references are not possible."],
        "number" => l["A number is needed, such as 3."],
        "time" => l["Two times are needed, such as 09:00 and 17:00."],
        "too-many-rules" => l["At most 200 rules."],
        _ => l["Something is wrong with it."],
    };

    /// <summary>A condition as one sentence, for lists.</summary>
    /// <param name="choices">Names of what is chosen by id.</param>
    public static string Sentence(IStringLocalizer<StaffText> l, Condition condition, TriageChoices choices, bool inner = false)
    {
        switch (condition)
        {
            case Condition.Group { Conditions.IsEmpty: true, Match: Match.Any }:
                return l["never"];
            case Condition.Group { Conditions.IsEmpty: true }:
                return l["always"];
            case Condition.Group group:
                var parts = group.Conditions.Select(c => Sentence(l, c, choices, true));
                var joined = string.Join(group.Match is Match.Any ? l[" or "] : l[" and "], parts);
                if (group.Match is Match.None) return l["not ({0})", string.Join(l[" or "], parts)];
                return inner && group.Conditions.Length > 1 ? $"({joined})" : joined;
            case Condition.Test test:
                var field = test.Field is Field.Attribute ? test.Key ?? "" : Of(l, test.Field).ToLower(CultureInfo.CurrentCulture);
                if (FieldRules.KindOf(test.Field) is FieldKind.Flag) return test.Values is ["true"] ? field : l["not {0}", field];
                if (!FieldRules.NeedsValue(test.Operator)) return $"{field} {Of(l, test.Operator)}";
                var values = string.Join(test.Operator is Operator.Between or Operator.NotBetween ? l[" and "] : l[" or "], test.Values.Select(v => $"“{Value(l, test.Field, v, choices)}”"));
                return $"{field} {Of(l, test.Operator)} {values}";
            default:
                throw new ArgumentOutOfRangeException(nameof(condition), condition, "No words for this condition");
        }
    }

    public static string Language(string code) => CultureInfo.GetCultureInfo(code).EnglishName;

    private static string Value(IStringLocalizer<StaffText> l, Field field, string value, TriageChoices choices) => field switch
    {
        Field.Inbox => choices.Inboxes.GetValueOrDefault(value, "?"),
        Field.Queue => Guid.TryParse(value, out var id) ? choices.Queues.GetValueOrDefault(new(id), "?") : "?",
        Field.Status => Enum.TryParse<TriageStatus>(value, out var status) && Enum.IsDefined(status) ? Of(l, status) : "?",
        Field.Channel => Enum.TryParse<ChannelKind>(value, out var kind) && Enum.IsDefined(kind) ? ChannelWords.Of(l, kind) : "?",
        Field.Language => Language(value),
        _ => value,
    };
}
