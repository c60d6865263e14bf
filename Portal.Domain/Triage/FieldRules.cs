namespace Portal.Domain.Triage;

/// <summary>Which operators each field has.</summary>
public static class FieldRules
{
    private static readonly Operator[] OfText =
    [
        Operator.Contains, Operator.DoesNotContain, Operator.ContainsWord, Operator.Is, Operator.IsNot, Operator.StartsWith, Operator.EndsWith,
        Operator.MatchesPattern, Operator.IsPresent, Operator.IsAbsent,
    ];

    private static readonly Operator[] OfAttribute = [.. OfText, Operator.GreaterThan, Operator.LessThan, Operator.MoreThanDaysAgo, Operator.LessThanDaysAgo];
    private static readonly Operator[] OfTags = [Operator.Is, Operator.IsNot, Operator.Contains, Operator.DoesNotContain, Operator.StartsWith, Operator.IsPresent, Operator.IsAbsent];
    private static readonly Operator[] OfChoice = [Operator.Is, Operator.IsNot];
    private static readonly Operator[] OfLanguage = [Operator.Is, Operator.IsNot, Operator.IsPresent, Operator.IsAbsent];
    private static readonly Operator[] OfFlag = [Operator.Is];
    private static readonly Operator[] OfNumber = [Operator.Is, Operator.IsNot, Operator.GreaterThan, Operator.LessThan];
    private static readonly Operator[] OfMoment = [Operator.MoreThanDaysAgo, Operator.LessThanDaysAgo, Operator.IsPresent, Operator.IsAbsent];
    private static readonly Operator[] OfClock = [Operator.Between, Operator.NotBetween];

    public static FieldKind KindOf(Field field) => field switch
    {
        Field.Language or Field.Inbox or Field.Channel or Field.Weekday or Field.Queue or Field.Status => FieldKind.Choice,
        Field.HasFile or Field.CustomerVerified or Field.WithinHours => FieldKind.Flag,
        Field.EarlierConversations => FieldKind.Number,
        Field.CustomerSince or Field.LastConversation => FieldKind.Moment,
        Field.TimeOfDay => FieldKind.Clock,
        _ => FieldKind.Text,
    };

    public static IReadOnlyList<Operator> OperatorsOf(Field field) => (field, KindOf(field)) switch
    {
        (Field.Attribute, _) => OfAttribute,
        (Field.Tag, _) => OfTags,
        (Field.Language, _) => OfLanguage,
        (_, FieldKind.Choice) => OfChoice,
        (_, FieldKind.Flag) => OfFlag,
        (_, FieldKind.Number) => OfNumber,
        (_, FieldKind.Moment) => OfMoment,
        (_, FieldKind.Clock) => OfClock,
        _ => OfText,
    };

    public static bool NeedsValue(Operator op) => op is not (Operator.IsPresent or Operator.IsAbsent);
}
