using Portal.Components.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Tests.Conversations;

public sealed class LeftOffRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Actor Mara = Actor.Of(CustomerId.New(), "Mara");
    private static readonly Actor Ines = new(Guid.CreateVersion7(), Role.Agent, "Ines");

    [Fact]
    public void Of_PromiseAndANewQuestion_TellsBoth()
    {
        var left = Of((Mara, "Is it broken?"), (Ines, "I will check by 15:00."), (Mara, "And the colour?"));

        Assert.Equal("I will check by 15:00.", left.Promise?.Text);
        Assert.Equal("And the colour?", left.Question);
    }

    [Fact]
    public void Of_QuestionThatWasAnswered_IsNotTold() => Assert.True(Of((Mara, "Is it broken?"), (Ines, "It is not.")).IsNothing);

    [Fact]
    public void Of_BeforeItWasResolved_IsOver()
    {
        List<TimelineEntry> entries = [.. Talk((Ines, "I will check by 15:00.")), EntryDraft.Of(TimelineEvent.Resolved, Ines, Audience.Everyone).Number(new(Guid.Empty), 2, Now)];

        Assert.True(LeftOffRules.Of(entries, TimeZoneInfo.Utc).IsNothing);
    }

    private static LeftOff Of(params (Actor Who, string Text)[] lines) => LeftOffRules.Of([.. Talk(lines)], TimeZoneInfo.Utc);

    private static IEnumerable<TimelineEntry> Talk(params (Actor Who, string Text)[] lines) =>
        lines.Select((line, i) => new EntryDraft(Guid.CreateVersion7(), EntryKind.Text, Audience.Everyone, line.Who) { Text = line.Text }.Number(new(Guid.Empty), i + 1, Now));
}
