using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Shared;

namespace Portal.Tests.Escalation;

public sealed class EscalationRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Actor Ines = Staff("Ines"), Tom = Staff("Tom"), Nora = Staff("Nora", Role.Supervisor);
    private static readonly Tier Second = ATier("Second", 2), Experts = ATier("Experts", 3);
    private static readonly HandoverPacket Whole = new() { Goal = "A refund" };

    [Fact]
    public void MayAsk_ByWhoeverHasIt_UpOnly()
    {
        Assert.Null(EscalationRules.MayAsk(Ines, Held(Ines), Second, 1, Whole));
        Assert.Null(EscalationRules.MayAsk(Nora, Held(Ines), Second, 1, Whole));
        Assert.Equal(EscalationRefusal.NotYours, EscalationRules.MayAsk(Tom, Held(Ines), Second, 1, Whole));
        Assert.Equal(EscalationRefusal.NotYours, EscalationRules.MayAsk(Actor.Of(CustomerId.New(), "Mara"), Held(Ines), Second, 1, Whole));
        Assert.Equal(EscalationRefusal.WrongLevel, EscalationRules.MayAsk(Ines, Held(Ines), Second, 2, Whole));
        Assert.Equal(EscalationRefusal.WrongLevel, EscalationRules.MayAsk(Ines, Held(Ines), Experts with { OneLevelAtATime = true }, 1, Whole));
        Assert.Equal(EscalationRefusal.Resolved, EscalationRules.MayAsk(Ines, Held(Ines) with { Status = ConversationStatus.Resolved }, Second, 1, Whole));
    }

    [Fact]
    public void MayAsk_PacketThatLacksWhatTheTierNeeds_IsRefusedToPeopleOnly()
    {
        var tier = Second with { Required = [PacketPart.Goal, PacketPart.Tried] };

        Assert.Equal(EscalationRefusal.PacketIncomplete, EscalationRules.MayAsk(Ines, Held(Ines), tier, 1, Whole));
        Assert.Null(EscalationRules.MayAsk(Actor.System, Held(Ines), tier, 1, Whole));
    }

    [Fact]
    public void Accept_ByAMember_OnceAndNotBySender()
    {
        var asked = Asked(Second);
        Assert.Equal(EscalationRefusal.NotMember, EscalationRules.Accept(asked, Tom, false, Now).Refused);
        Assert.Equal(EscalationRefusal.OwnCase, EscalationRules.Accept(asked, Ines, true, Now).Refused);
        var accepted = EscalationRules.Accept(asked, Tom, true, Now.AddSeconds(20)).Next!;

        Assert.Equal((EscalationState.Accepted, Tom.User, TimeSpan.FromSeconds(20)), (accepted.State, accepted.AcceptedById, accepted.AcceptedAfter));
        Assert.Null(accepted.AcceptBy);
        Assert.Equal(EscalationRefusal.NotAsked, EscalationRules.Accept(accepted, Tom, true, Now).Refused);
    }

    [Fact]
    public void Return_NeedsAReason_AndAfterwardsWhoeverAcceptedIt()
    {
        var accepted = EscalationRules.Accept(Asked(Second), Tom, true, Now).Next!;

        Assert.Equal(EscalationRefusal.ReasonMissing, EscalationRules.Return(accepted, Tom, true, Tom.User, "  ", Now).Refused);
        Assert.Equal(EscalationRefusal.NotMember, EscalationRules.Return(accepted, Ines, true, Tom.User, "No", Now).Refused);
        Assert.Equal("Not ours", EscalationRules.Return(accepted, Tom, false, Tom.User, "Not ours", Now).Next?.ReturnReason);
    }

    [Fact]
    public void Return_AfterSomebodyTookOver_IsNotTheirsAnyMore()
    {
        var accepted = EscalationRules.Accept(Asked(Second), Tom, true, Now).Next!;

        Assert.Equal(EscalationRefusal.Taken, EscalationRules.Return(accepted, Tom, true, Nora.User, "Not ours", Now).Refused);
        Assert.Equal(EscalationRefusal.Taken, EscalationRules.Return(accepted, Nora, false, Ines.User, "Not ours", Now).Refused);
        Assert.NotNull(EscalationRules.Return(accepted, Nora, false, Tom.User, "Not ours", Now).Next);
    }

    [Fact]
    public void FateOf_OpenRequest_FollowsItsConversation()
    {
        var held = Held(Ines);
        var asked = EscalationRules.Ask(Ines, held, Second, EscalationCause.ByHand, Whole, Guid.CreateVersion7(), Now) with { ToldAt = Now };
        var withTom = held with { AssigneeId = Tom.User, OpenedAt = Now };
        var waiting = held with { AssigneeId = null, QueuedAt = Now };

        Assert.Equal(RequestFate.Stands, EscalationRules.FateOf(asked, held, false));
        Assert.Equal(RequestFate.Stands, EscalationRules.FateOf(asked, withTom with { OpenedAt = null }, false));
        Assert.Equal(RequestFate.Taken, EscalationRules.FateOf(asked, withTom, false));
        Assert.Equal(RequestFate.Accepted, EscalationRules.FateOf(asked, withTom, true));
        Assert.Equal(RequestFate.Stands, EscalationRules.FateOf(asked, waiting, false));
        Assert.Equal(RequestFate.Taken, EscalationRules.FateOf(asked, waiting with { QueueId = QueueId.New() }, false));
        Assert.Equal(RequestFate.Resolved, EscalationRules.FateOf(asked, held with { Status = ConversationStatus.Resolved }, false));
        Assert.Equal(RequestFate.Stands, EscalationRules.FateOf(asked with { ToldAt = null }, withTom, false));
    }

    [Fact]
    public void Ask_OfWhatTheDemoPlays_IsMarked() =>
        Assert.True(TierRequest.Of(EscalationRules.Ask(Ines, Held(Ines) with { SimulatedAt = Now }, Second, EscalationCause.ByHand, Whole, Guid.CreateVersion7(), Now)).IsSimulated);

    [Fact]
    public void LevelOf_CasesBeforeItWasResolved_DoNotCount()
    {
        var accepted = EscalationRules.Accept(Asked(Second), Tom, true, Now).Next!;

        Assert.Equal(2, EscalationRules.LevelOf([accepted], [Second, Experts]));
        Assert.Equal(1, EscalationRules.LevelOf([accepted with { IsPast = true }], [Second, Experts]));
    }

    [Fact]
    public void Lapse_GoesUpTierByTier_AndEnds()
    {
        Tier[] tiers = [Second with { NextTierId = Experts.Id }, Experts];
        var asked = Asked(tiers[0]);

        Assert.Equal(asked, EscalationRules.Lapse(asked, tiers, Now.AddSeconds(119)));
        var higher = EscalationRules.Lapse(asked, tiers, Now.AddSeconds(120));
        Assert.Equal((EscalationState.Asked, Experts.Id, 1), (higher.State, higher.TierId, higher.Lapses));
        var over = EscalationRules.Lapse(higher, tiers, higher.AcceptBy!.Value);
        Assert.Equal((EscalationState.Lapsed, 2), (over.State, over.Lapses));
        Assert.Null(over.AcceptBy);
    }

    [Fact]
    public void Lapse_TiersThatNameEachOther_DoNotGoRound()
    {
        Tier[] tiers = [Second with { NextTierId = Experts.Id }, Experts with { NextTierId = Second.Id }];
        var higher = EscalationRules.Lapse(Asked(tiers[0]), tiers, Now.AddHours(1));

        Assert.Equal(EscalationState.Lapsed, EscalationRules.Lapse(higher, tiers, Now.AddHours(2)).State);
    }

    [Fact]
    public void Automatic_TheLowestTierThatWantsTheCause_AboveTheLevel()
    {
        Tier[] tiers = [Second with { OnContacts = 3 }, Experts with { OnUpset = true, OnContacts = 2 }];

        Assert.Null(EscalationRules.Automatic(tiers, EscalationCause.ServiceLevelMissed, Held(Ines), 1, 9));
        Assert.Equal(Experts.Id, EscalationRules.Automatic(tiers, EscalationCause.CustomerUpset, Held(Ines), 1, 0)?.Id);
        Assert.Equal(Experts.Id, EscalationRules.Automatic(tiers, EscalationCause.RepeatedContact, Held(Ines), 1, 2)?.Id);
        Assert.Equal(Second.Id, EscalationRules.Automatic(tiers, EscalationCause.RepeatedContact, Held(Ines), 1, 3)?.Id);
        Assert.Null(EscalationRules.Automatic(tiers, EscalationCause.CustomerUpset, Held(Ines), 3, 0));
    }

    [Fact]
    public void MayEnter_ConditionsOfTheTier_HoldForPeopleAndForPortalAlike()
    {
        var held = Held(Ines);
        var ofOthers = Second with { FromQueues = [QueueId.New()], OnUpset = true };
        var pressing = Second with { FromPriority = PriorityLevel.High, OnUpset = true };

        Assert.Equal(EscalationRefusal.WrongQueue, EscalationRules.MayAsk(Ines, held, ofOthers, 1, Whole));
        Assert.Equal(EscalationRefusal.WrongQueue, EscalationRules.MayAsk(Actor.System, held, ofOthers, 1, Whole));
        Assert.Null(EscalationRules.MayAsk(Ines, held, ofOthers with { FromQueues = [held.QueueId] }, 1, Whole));
        Assert.Equal(EscalationRefusal.NotPressing, EscalationRules.MayAsk(Ines, held, pressing, 1, Whole));
        Assert.Null(EscalationRules.MayAsk(Ines, held with { Level = PriorityLevel.Urgent }, pressing, 1, Whole));
        Assert.Null(EscalationRules.Automatic([ofOthers, pressing], EscalationCause.CustomerUpset, held, 1, 0));
        Assert.Equal(pressing.Id, EscalationRules.Automatic([ofOthers, pressing], EscalationCause.CustomerUpset, held with { Level = PriorityLevel.High }, 1, 0)?.Id);
    }

    [Fact]
    public void MayAsk_TierThatNeedsOneField_IsRefusedUntilThatVeryFieldIsThere()
    {
        var tier = Second with { Required = [PacketPart.Reference] };

        Assert.Equal(EscalationRefusal.PacketIncomplete, EscalationRules.MayAsk(Ines, Held(Ines), tier, 1, Whole with { Fields = [new("email", "mara@mail.example", 2)] }));
        Assert.Null(EscalationRules.MayAsk(Ines, Held(Ines), tier, 1, Whole with { Fields = [new("reference", "#A-10442", null)] }));
    }

    [Fact]
    public void StepId_OfEachStepAndLapse_IsAnotherOneAndAlwaysTheSame()
    {
        var asked = Asked(Second);
        var ids = Enum.GetValues<EscalationStep>().SelectMany(step => new[] { asked, asked with { Lapses = 1 } }.Select(c => EscalationRules.StepId(c, step))).ToList();

        Assert.Equal(ids.Count, ids.Append(asked.Id).Distinct().Count() - 1);
        Assert.Equal(EscalationRules.StepId(asked, EscalationStep.Asked), EscalationRules.StepId(asked with { State = EscalationState.Accepted }, EscalationStep.Asked));
    }

    private static Actor Staff(string name, Role role = Role.Agent) => new(Guid.CreateVersion7(), role, name);

    private static Tier ATier(string name, int level) => new() { Id = Guid.CreateVersion7(), Name = name, Level = level, QueueId = QueueId.New() };

    private static Conversation Held(Actor by) => new() { Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = QueueId.New(), CreatedAt = Now, AssigneeId = by.User };

    private static EscalationCase Asked(Tier tier) => EscalationRules.Ask(Ines, Held(Ines), tier, EscalationCause.ByHand, Whole, Guid.CreateVersion7(), Now);
}
