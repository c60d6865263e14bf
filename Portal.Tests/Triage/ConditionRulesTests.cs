using System.Collections.Immutable;
using System.Diagnostics;
using Portal.Domain.Conversations;
using Portal.Domain.Triage;

namespace Portal.Tests.Triage;

public sealed class ConditionRulesTests
{
    private static readonly TriageFacts Facts = AFact.Plain with
    {
        Text = "Order #10482: the kettle arrived broken", Page = "/shop/kettles", Language = "de", CustomerEmail = "mara@lind.example", IsVerified = true, Channel = ChannelKind.Email,
        Attributes = ImmutableDictionary<string, string>.Empty.Add("Plan", "Gold").Add("orders", "12").Add("renewal", "2026-02-01"),
        CustomerSince = AFact.Monday.AddDays(-40), EarlierConversations = 3, LastConversationAt = AFact.Monday.AddDays(-2),
    };

    public static TheoryData<Field, Operator, string[], bool> Cases { get; } = new()
    {
        { Field.Text, Operator.Contains, ["BROKEN"], true },
        { Field.Text, Operator.Contains, ["refund", "broken"], true },
        { Field.Text, Operator.DoesNotContain, ["refund", "broken"], false },
        { Field.Text, Operator.ContainsWord, ["kettle"], true },
        { Field.Text, Operator.ContainsWord, ["kett"], false },
        { Field.Text, Operator.ContainsWord, ["order #10482"], true },
        { Field.Text, Operator.StartsWith, ["order"], true },
        { Field.Text, Operator.EndsWith, ["order"], false },
        { Field.Text, Operator.MatchesPattern, [@"order #?\d{5}\b"], true },
        { Field.Text, Operator.MatchesPattern, [@"^\d+$"], false },
        { Field.Channel, Operator.Is, ["Email", "Sms"], true },
        { Field.Channel, Operator.IsNot, ["Email"], false },
        { Field.Page, Operator.StartsWith, ["/shop"], true },
        { Field.Language, Operator.Is, ["de"], true },
        { Field.Language, Operator.IsNot, ["de"], false },
        { Field.BrowserLanguage, Operator.IsAbsent, [], true },
        { Field.BrowserLanguage, Operator.IsNot, ["de"], true },
        { Field.CustomerEmail, Operator.EndsWith, ["@lind.example"], true },
        { Field.CustomerName, Operator.IsPresent, [], false },
        { Field.CustomerVerified, Operator.Is, ["true"], true },
        { Field.HasFile, Operator.Is, ["false"], true },
        { Field.CustomerSince, Operator.MoreThanDaysAgo, ["30"], true },
        { Field.CustomerSince, Operator.LessThanDaysAgo, ["30"], false },
        { Field.LastConversation, Operator.LessThanDaysAgo, ["7"], true },
        { Field.EarlierConversations, Operator.GreaterThan, ["2"], true },
        { Field.EarlierConversations, Operator.LessThan, ["3"], false },
        { Field.EarlierConversations, Operator.Is, ["3"], true },
        { Field.Weekday, Operator.Is, ["Saturday", "Monday"], true },
        { Field.TimeOfDay, Operator.Between, ["09:00", "10:00"], true },
        { Field.TimeOfDay, Operator.Between, ["22:00", "06:00"], false },
        { Field.TimeOfDay, Operator.NotBetween, ["22:00", "06:00"], true },
        { Field.WithinHours, Operator.Is, ["false"], false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Holds_OfEachOperator_IsWhatItSays(Field field, Operator op, string[] values, bool holds) =>
        Assert.Equal(holds, ConditionRules.Holds(AFact.Test(field, op, values), Facts));

    [Theory]
    [InlineData("plan", Operator.Is, "gold", true)]
    [InlineData("orders", Operator.GreaterThan, "9", true)]
    [InlineData("plan", Operator.GreaterThan, "9", false)]
    [InlineData("renewal", Operator.MoreThanDaysAgo, "20", true)]
    [InlineData("unknown", Operator.Contains, "o", false)]
    [InlineData("unknown", Operator.DoesNotContain, "o", true)]
    public void Holds_OfAnAttribute_ReadsItAsTextNumberOrDay(string key, Operator op, string value, bool holds) =>
        Assert.Equal(holds, ConditionRules.Holds(new Condition.Test(Field.Attribute, op, [value], key), Facts));

    [Fact]
    public void MatchesPattern_HostileTextAndPattern_StaysFast()
    {
        var facts = Facts with { Text = new string('a', TriageRules.LongestText) };
        var began = Stopwatch.GetTimestamp();

        Assert.False(ConditionRules.Holds(AFact.Test(Field.Text, Operator.MatchesPattern, "(a+)+(a|aa)+b$"), facts));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }
}
