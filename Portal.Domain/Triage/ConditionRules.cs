using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Portal.Domain.Triage;

/// <summary>Whether a condition holds. Texts are compared without regard to case; what is absent is neither equal nor contained.</summary>
public static class ConditionRules
{
    /// <summary>A pattern is tried for at most this long.</summary>
    private static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(100);

    /// <summary>Patterns are made once for as long as their test is remembered.</summary>
    private static readonly ConditionalWeakTable<Condition.Test, Regex> Patterns = [];

    public static bool Holds(Condition condition, TriageFacts facts) => condition switch
    {
        Condition.Group { Match: Match.All } group => group.Conditions.All(c => Holds(c, facts)),
        Condition.Group { Match: Match.Any } group => group.Conditions.Any(c => Holds(c, facts)),
        Condition.Group { Match: Match.None } group => !group.Conditions.Any(c => Holds(c, facts)),
        Condition.Test test => Holds(test, facts),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "No rule for this condition"),
    };

    /// <summary>
    /// A pattern in linear time: no text, however hostile, makes it slow. Constructs that need more (look-around,
    /// back-references) do not exist in it.
    /// </summary>
    /// <exception cref="ArgumentException">Not a pattern.</exception>
    /// <exception cref="NotSupportedException">A pattern that has no linear form, or too large a one.</exception>
    public static Regex PatternOf(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, PatternLimit);

    /// <summary>Hours and minutes, as 09:30.</summary>
    public static TimeOnly? TimeOf(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static decimal? NumberOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool Holds(Condition.Test test, TriageFacts facts) => test.Field switch
    {
        Field.Text => OfText(test, facts.Text.Length > 0 ? facts.Text : null, facts),
        Field.Language => OfText(test, facts.Language, facts),
        Field.BrowserLanguage => OfText(test, facts.BrowserLanguage, facts),
        Field.Inbox => OfText(test, facts.Inbox.ToString(), facts),
        Field.Channel => OfText(test, facts.Channel.ToString(), facts),
        Field.Page => OfText(test, facts.Page, facts),
        Field.HasFile => OfFlag(test, facts.HasFile),
        Field.CustomerName => OfText(test, facts.CustomerName, facts),
        Field.CustomerEmail => OfText(test, facts.CustomerEmail, facts),
        Field.CustomerVerified => OfFlag(test, facts.IsVerified),
        Field.Attribute => OfText(test, facts.Attributes.FirstOrDefault(a => string.Equals(a.Key, test.Key, StringComparison.OrdinalIgnoreCase)).Value, facts),
        Field.CustomerSince => OfMoment(test, facts.CustomerSince, facts.At),
        Field.EarlierConversations => OfText(test, facts.EarlierConversations.ToString(CultureInfo.InvariantCulture), facts),
        Field.LastConversation => OfMoment(test, facts.LastConversationAt, facts.At),
        Field.Weekday => OfText(test, facts.Local.DayOfWeek.ToString(), facts),
        Field.TimeOfDay => OfClock(test, TimeOnly.FromDateTime(facts.Local)),
        Field.WithinHours => OfFlag(test, facts.WithinHours),
        Field.Tag => OfTags(test, facts),
        Field.Queue => OfText(test, facts.Queue.ToString(), facts),
        Field.Status => OfText(test, facts.Status.ToString(), facts),
        _ => throw new ArgumentOutOfRangeException(nameof(test), test.Field, "No rule for this field"),
    };

    private static bool OfText(Condition.Test test, string? value, TriageFacts facts) => test.Operator switch
    {
        Operator.IsPresent => value is { Length: > 0 },
        Operator.IsAbsent => value is not { Length: > 0 },
        Operator.Is => Any(test, value, Same),
        Operator.IsNot => !Any(test, value, Same),
        Operator.Contains => Any(test, value, (text, v) => text.Contains(v, StringComparison.OrdinalIgnoreCase)),
        Operator.DoesNotContain => !Any(test, value, (text, v) => text.Contains(v, StringComparison.OrdinalIgnoreCase)),
        Operator.ContainsWord => Any(test, value, ContainsWord),
        Operator.StartsWith => Any(test, value, (text, v) => text.StartsWith(v, StringComparison.OrdinalIgnoreCase)),
        Operator.EndsWith => Any(test, value, (text, v) => text.EndsWith(v, StringComparison.OrdinalIgnoreCase)),
        Operator.MatchesPattern => value is not null && Matches(test, value),
        Operator.GreaterThan => Any(test, value, (text, v) => NumberOf(text) > NumberOf(v)),
        Operator.LessThan => Any(test, value, (text, v) => NumberOf(text) < NumberOf(v)),
        Operator.MoreThanDaysAgo or Operator.LessThanDaysAgo => OfMoment(test, MomentOf(value), facts.At),
        _ => throw new ArgumentOutOfRangeException(nameof(test), test.Operator, "No rule for this operator"),
    };

    /// <summary>Of several tags any will do; for the negative operators none of them may.</summary>
    private static bool OfTags(Condition.Test test, TriageFacts facts) => test.Operator switch
    {
        Operator.IsNot => !OfTags(test with { Operator = Operator.Is }, facts),
        Operator.DoesNotContain => !OfTags(test with { Operator = Operator.Contains }, facts),
        Operator.IsAbsent => facts.Tags.IsEmpty,
        _ => facts.Tags.Any(tag => OfText(test, tag, facts)),
    };

    private static bool OfMoment(Condition.Test test, DateTimeOffset? value, DateTimeOffset now) => test.Operator switch
    {
        Operator.IsPresent => value is not null,
        Operator.IsAbsent => value is null,
        Operator.MoreThanDaysAgo => value is { } at && test.Values.Any(v => (decimal)(now - at).TotalDays > NumberOf(v)),
        Operator.LessThanDaysAgo => value is { } at && test.Values.Any(v => (decimal)(now - at).TotalDays < NumberOf(v)),
        _ => throw new ArgumentOutOfRangeException(nameof(test), test.Operator, "No rule for this operator"),
    };

    /// <summary>From the first time to before the second; past midnight when the second is earlier.</summary>
    private static bool OfClock(Condition.Test test, TimeOnly value)
    {
        if (test.Values is not [var from, var to] || TimeOf(from) is not { } first || TimeOf(to) is not { } last) return false;
        return value.IsBetween(first, last) == test.Operator is Operator.Between;
    }

    private static bool OfFlag(Condition.Test test, bool value) => Any(test, value ? "true" : "false", Same);

    private static bool Any(Condition.Test test, string? value, Func<string, string, bool> holds) => value is not null && test.Values.Any(v => holds(value, v));

    private static bool Same(string text, string value) => string.Equals(text, value, StringComparison.OrdinalIgnoreCase);

    /// <summary>With no letter or digit right before or after it.</summary>
    private static bool ContainsWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0 && word.Length > 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]))) return true;
        }

        return false;
    }

    /// <summary>A pattern that takes too long does not match: the rule stays out of it, and the others are asked.</summary>
    private static bool Matches(Condition.Test test, string value)
    {
        try
        {
            return Patterns.GetValue(test, t => PatternOf(t.Values.FirstOrDefault() ?? "")).IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static DateTimeOffset? MomentOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
