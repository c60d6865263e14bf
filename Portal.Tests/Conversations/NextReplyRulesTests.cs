using Portal.Domain.Conversations;

namespace Portal.Tests.Conversations;

public sealed class NextReplyRulesTests
{
    private static readonly TimeSpan Standard = TimeSpan.FromMinutes(2);

    [Fact]
    public void Score_SameWait_PutsTheUpsetAndTheUrgentFirst()
    {
        var calm = Waiting(60);

        Assert.True(NextReplyRules.Score(calm with { Mood = 4 }) > NextReplyRules.Score(calm));
        Assert.True(NextReplyRules.Score(calm with { Urgency = 1 }) > NextReplyRules.Score(calm with { Mood = 4 }));
        Assert.True(NextReplyRules.Score(calm with { Unread = 1 }) > NextReplyRules.Score(calm));
    }

    [Fact]
    public void Score_WhateverSpeaksForANewcomer_TwoStandardsOfWaitSpeakLouder()
    {
        var loud = Waiting(0) with { Mood = 100, Urgency = 100, Unread = 1 };

        Assert.True(NextReplyRules.Score(Waiting(240) with { Urgency = -1 }) > NextReplyRules.Score(loud));
    }

    [Theory]
    [InlineData(130, 4, ReplyReason.Overdue)]
    [InlineData(100, 0, ReplyReason.DueSoon)]
    [InlineData(20, 4, ReplyReason.Upset)]
    [InlineData(60, 0, ReplyReason.WaitsLongest)]
    public void Reason_IsWhatMattersMost(int seconds, int mood, ReplyReason reason) => Assert.Equal(reason, NextReplyRules.Reason(Waiting(seconds) with { Mood = mood }));

    [Fact]
    public void Reason_AFreshShortMessage_IsAQuickOne() => Assert.Equal(ReplyReason.Quick, NextReplyRules.Reason(Waiting(5) with { Unread = 1 }));

    private static ReplyFacts Waiting(int seconds) => new(TimeSpan.FromSeconds(seconds), Standard, 0, 3, 0);
}
