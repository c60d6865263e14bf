using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Routing;

public sealed class TriggerRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly UserId Ines = new(Guid.CreateVersion7());

    private static readonly Conversation Waiting = new() { Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = QueueId.New(), CreatedAt = Now, QueuedAt = Now };

    private static readonly Conversation Held = Waiting with { QueuedAt = null, AssigneeId = Ines, AssignedAt = Now };

    [Fact]
    public void Comes_NewTransferredReturnedOrLetGoByTriage_IsLookedAt()
    {
        Assert.True(TriggerRules.Comes(null, Waiting));
        Assert.True(TriggerRules.Comes(Waiting, Waiting with { QueueId = QueueId.New() }));
        Assert.True(TriggerRules.Comes(Held, Waiting));
        Assert.True(TriggerRules.Comes(Waiting with { HeldUntil = Now.AddSeconds(2) }, Waiting));
        Assert.True(TriggerRules.Comes(Waiting with { Place = LinePlace.Beyond }, Waiting with { Place = LinePlace.ByEmail }));
    }

    [Fact]
    public void Comes_AsksForSomethingElse_IsLookedAt()
    {
        Assert.True(TriggerRules.Comes(Waiting, Waiting with { Weight = 5 }));
        Assert.True(TriggerRules.Comes(Waiting, Waiting with { Priority = 1 }));
        Assert.True(TriggerRules.Comes(Waiting, Waiting with { Level = PriorityLevel.Urgent }));
        Assert.True(TriggerRules.Comes(Waiting with { Needs = [new(SkillId.New(), 3)] }, Waiting));
    }

    [Fact]
    public void Comes_OneMoreMessageOrSomebodyHasIt_IsNot()
    {
        Assert.False(TriggerRules.Comes(Waiting, Waiting with { LastSequence = 2, Preview = "Hello?" }));
        Assert.False(TriggerRules.Comes(Waiting, Held));
        Assert.False(TriggerRules.Comes(Held, Held with { Weight = 5 }));
    }

    [Fact]
    public void Frees_TransferResolveRestLighterWeightAndEndOfWrapUp_FreeTheirAgent()
    {
        Assert.Equal(Ines, TriggerRules.Frees(Held, Waiting with { QueueId = QueueId.New() }));
        Assert.Equal(Ines, TriggerRules.Frees(Held, Held with { Status = ConversationStatus.Resolved }));
        Assert.Equal(Ines, TriggerRules.Frees(Held, Held with { IsResting = true }));
        Assert.Equal(Ines, TriggerRules.Frees(Held with { Units = 5 }, Held));
        Assert.Equal(Ines, TriggerRules.Frees(Held, Held with { AssigneeId = new(Guid.CreateVersion7()) }));
        var wrapping = Held with { Status = ConversationStatus.Resolved, WrapUpUntil = Now.AddMinutes(1) };
        Assert.Null(TriggerRules.Frees(Held, wrapping));
        Assert.Equal(Ines, TriggerRules.Frees(wrapping, wrapping with { WrapUpUntil = null }));
    }

    [Fact]
    public void Frees_MessagesHeavierWeightAndWaking_FreeNobody()
    {
        Assert.Null(TriggerRules.Frees(Held, Held with { LastSequence = 2 }));
        Assert.Null(TriggerRules.Frees(Held, Held with { Units = 5 }));
        Assert.Null(TriggerRules.Frees(Held with { IsResting = true }, Held));
        Assert.Null(TriggerRules.Frees(null, Waiting));
    }

    [Theory]
    [InlineData(Presence.Available, 0, true), InlineData(Presence.Available, 8, false), InlineData(Presence.Away, 0, true), InlineData(Presence.Busy, 8, true), InlineData(Presence.Offline, 0, true), InlineData(Presence.TransfersOnly, 0, true)]
    public void Matters_WhoCanBeOfferedSomethingOrNothingAnyMore_AndNotWhoIsOnlyFull(Presence presence, int used, bool expected) =>
        Assert.Equal(expected, TriggerRules.Matters(new() { Id = Ines, Name = "Ines", Presence = presence, Capacity = new(Chat: 4), Used = new(Chat: used) }));
}
