using System.Collections.Immutable;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Tests.Triage;

/// <summary>Facts and rules to begin with.</summary>
internal static class AFact
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static readonly TriageFacts Plain = new()
    {
        At = Monday, Local = Monday.DateTime, Inbox = new(Guid.Parse("00000000-0000-0000-0000-000000000001")), Queue = new(Guid.Parse("00000000-0000-0000-0000-000000000002")), Text = "I want to return my kettle",
    };

    public static Condition.Test Test(Field field, Operator op, params string[] values) => new(field, op, [.. values]);

    public static Condition.Group All(params Condition[] conditions) => new(Match.All, [.. conditions]);

    public static TriageRule Rule(string name, Condition.Group when, string? topic = null, QueueId? queue = null, bool last = false, params string[] tags) =>
        new() { Id = Guid.CreateVersion7(), Name = name, When = when, Then = new() { Topic = topic, Queue = queue, Tags = [.. tags] }, IsLast = last };

    public static ImmutableArray<TriageRule> Returns(QueueId queue) =>
        [Rule("Return words", All(Test(Field.Text, Operator.Contains, "return", "refund")), "Returns", queue, tags: "return")];
}
