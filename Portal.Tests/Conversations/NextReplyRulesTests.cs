using CsCheck;
using Portal.Domain.Conversations;

namespace Portal.Tests.Conversations;

public sealed class NextReplyRulesTests
{
    private static readonly TimeSpan Standard = TimeSpan.FromMinutes(2);

    private static readonly Gen<ReplyFacts> Facts = Gen.Select(
        Gen.Int[0, 600], Gen.Int[0, 4], Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[-600, 600],
        (waited, mood, unread, level, left) => new ReplyFacts(TimeSpan.FromSeconds(waited), Standard, mood, unread, (PriorityLevel)level, TimeSpan.FromSeconds(left)));

    [Fact]
    public void Score_SameWait_PutsTheUpsetAndTheUrgentFirst()
    {
        var calm = Waiting(60);

        Assert.True(NextReplyRules.Score(calm with { Mood = 4 }) > NextReplyRules.Score(calm));
        Assert.True(NextReplyRules.Score(calm with { Level = PriorityLevel.Urgent }) > NextReplyRules.Score(calm with { Mood = 4 }));
        Assert.True(NextReplyRules.Score(calm with { Unread = 1 }) > NextReplyRules.Score(calm));
        Assert.True(NextReplyRules.Score(calm with { Value = 1 }) > NextReplyRules.Score(calm with { Unread = 1 }));
        Assert.True(NextReplyRules.Score(calm with { Mood = 4 }) > NextReplyRules.Score(calm with { Value = 1 }));
    }

    [Fact]
    public void Score_WhateverSpeaksForANewcomer_TwoStandardsOfWaitSpeakLouder()
    {
        var loud = Waiting(0) with { Mood = 100, Level = PriorityLevel.Urgent, Left = TimeSpan.FromHours(-9), Unread = 1, Value = 9 };

        Assert.True(NextReplyRules.Score(Waiting(240) with { Level = PriorityLevel.Low }) > NextReplyRules.Score(loud));
    }

    [Theory]
    [InlineData(130, 4, ReplyReason.Overdue)]
    [InlineData(100, 0, ReplyReason.DueSoon)]
    [InlineData(20, 4, ReplyReason.Upset)]
    [InlineData(60, 0, ReplyReason.WaitsLongest)]
    public void Reason_IsWhatMattersMost(int seconds, int mood, ReplyReason reason) => Assert.Equal(reason, NextReplyRules.Reason(Waiting(seconds) with { Mood = mood }));

    [Fact]
    public void Score_SameShareUsedUp_PutsFirstWhatIsDueSooner()
    {
        var (soon, later) = (Of(60, 120), Of(3_600, 7_200));

        Assert.True(NextReplyRules.Score(soon) > NextReplyRules.Score(later));
    }

    [Fact]
    public void Score_AnyFacts_RisesWithLevelAndFallsWithTheTimeLeft() => Facts.Sample(facts =>
    {
        Assert.InRange(NextReplyRules.Urgency(facts), -1, 1);
        foreach (var level in Enum.GetValues<PriorityLevel>().Where(l => l > facts.Level)) Assert.True(NextReplyRules.Score(facts with { Level = level }) >= NextReplyRules.Score(facts));
        Assert.True(NextReplyRules.Score(facts with { Left = facts.Left - TimeSpan.FromSeconds(20) }) >= NextReplyRules.Score(facts));
        Assert.True(NextReplyRules.Score(facts with { Waited = facts.Waited + (3 * Standard) }) > NextReplyRules.Score(facts with { Level = PriorityLevel.Urgent, Mood = 4, Unread = 1 }));
    });

    [Theory]
    [InlineData(20, 0, PriorityLevel.High, ReplyReason.Pressing)]
    [InlineData(20, 4, PriorityLevel.High, ReplyReason.Upset)]
    [InlineData(20, 4, PriorityLevel.Urgent, ReplyReason.Pressing)]
    [InlineData(100, 0, PriorityLevel.High, ReplyReason.DueSoon)]
    [InlineData(130, 0, PriorityLevel.Urgent, ReplyReason.Overdue)]
    [InlineData(20, 0, PriorityLevel.Low, ReplyReason.WaitsLongest)]
    public void Reason_OfALevel_IsSaidWhereItMattersMost(int seconds, int mood, PriorityLevel level, ReplyReason reason) =>
        Assert.Equal(reason, NextReplyRules.Reason(Waiting(seconds) with { Mood = mood, Level = level }));

    [Fact]
    public void Reason_AFreshShortMessage_IsAQuickOne() => Assert.Equal(ReplyReason.Quick, NextReplyRules.Reason(Waiting(5) with { Unread = 1 }));

    [Theory]
    [InlineData(10, 1, 0, ReplyReason.Valuable)]
    [InlineData(10, 0.3, 0, ReplyReason.WaitsLongest)]
    [InlineData(10, 1, 4, ReplyReason.Upset)]
    [InlineData(60, 1, 0, ReplyReason.WaitsLongest)]
    [InlineData(130, 1, 0, ReplyReason.Overdue)]
    public void Reason_OfAValuedCustomer_IsSaidWhereItMattersMost(int seconds, double value, int mood, ReplyReason reason) =>
        Assert.Equal(reason, NextReplyRules.Reason(Waiting(seconds) with { Mood = mood, Value = value }));

    private static ReplyFacts Of(int seconds, int standard) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(standard), 0, 3, Left: TimeSpan.FromSeconds(standard - seconds));

    private static ReplyFacts Waiting(int seconds) => new(TimeSpan.FromSeconds(seconds), Standard, 0, 3);
}
