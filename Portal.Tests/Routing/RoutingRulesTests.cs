using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Routing;

public sealed class RoutingRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Queue Orders = new() { Id = QueueId.New(), Name = "Orders" };

    private static Agent Agent(string name, int load = 0, int capacity = 4, Presence presence = Presence.Available, int idleMinutes = 0) => new()
    {
        Id = new(Guid.CreateVersion7()), Name = name, Load = new(Chat: load), Used = new(Chat: load * 2), Capacity = new(Chat: capacity), Presence = presence, LastAssignedAt = Now.AddMinutes(-idleMinutes),
    };

    private static Conversation Waiting(UserId? preferred = null, params UserId[] passedOver) => new()
    {
        Id = ConversationId.New(), InboxId = InboxId.New(), CustomerId = CustomerId.New(), QueueId = Orders.Id, CreatedAt = Now, QueuedAt = Now.AddSeconds(-30),
        PreferredAgentId = preferred, PassedOver = [.. passedOver],
    };

    private static RoutingDecision Decide(Queue queue, Conversation conversation, params Seat[] seats) => RoutingRules.Decide(queue, seats, conversation, Now);

    private static RoutingDecision Decide(params Agent[] agents) => Decide(Orders, Waiting(), [.. agents.Select(a => new Seat(a))]);

    private static (string?, string) Named(RoutingDecision decision) => (decision.Candidates.FirstOrDefault(c => c.Agent == decision.AgentId)?.Name, decision.Reason);

    [Fact]
    public void Decide_DifferentLoads_TakesTheMostFreeCapacity() =>
        Assert.Equal(("B", RoutingReasons.MostFree), Named(Decide(Agent("A", 2), Agent("B", 1), Agent("C", 3))));

    [Fact]
    public void Decide_FullOfChats_StillGetsAnEmail()
    {
        var full = Agent("A", 4) with { Capacity = new(Chat: 4, Email: 2) };
        Assert.Equal(WaitReasons.EverybodyFull, Decide(full).Reason);
        Assert.Equal(("A", RoutingReasons.OnlyOne), Named(Decide(Orders, Waiting() with { Channel = ChannelKind.Email }, new Seat(full))));
    }

    [Fact]
    public void Decide_NoUnitsForThatKind_SaysSoInsteadOfGivingItForNothing()
    {
        var decision = Decide(Orders, Waiting() with { Channel = ChannelKind.Sms }, new Seat(Agent("A")), new Seat(Agent("B", presence: Presence.Away)));
        Assert.Equal((null, WaitReasons.NobodyWithUnits), (decision.AgentId, decision.Reason));
        Assert.Equal(Verdict.NoUnits, decision.Candidates.Single(c => c.Name == "A").Verdict);
    }

    [Fact]
    public void Decide_MostRoom_IsMeasuredInTheKindThatIsAskedFor() => Assert.Equal("B", Named(Decide(
        Orders, Waiting() with { Channel = ChannelKind.Email }, new(Agent("A") with { Capacity = new(Chat: 9, Email: 2) }), new(Agent("B", 1) with { Capacity = new(Chat: 1, Email: 3) }))).Item1);

    [Fact]
    public void Decide_WhoHadItBeforeIsFull_KeepsItForThemUntilTheLimit()
    {
        var (known, other) = (Agent("A", 4), Agent("B"));
        var keeping = Orders with { KeepForKnown = TimeSpan.FromSeconds(31) };

        var kept = Decide(keeping, Waiting(known.Id), new(known), new(other));
        Assert.Equal((null, WaitReasons.KeptForKnown, Now.AddSeconds(1)), (kept.AgentId, kept.Reason, kept.LookAgainAt!.Value));
        Assert.Equal(Verdict.KeptForKnown, kept.Candidates.Single(c => c.Name == "B").Verdict);

        // It has waited for thirty seconds.
        Assert.Equal(other.Id, Decide(keeping with { KeepForKnown = TimeSpan.FromSeconds(30) }, Waiting(known.Id), new(known), new(other)).AgentId);
    }

    [Fact]
    public void Decide_WhoHadItBeforeIsAway_IsNotWaitedFor()
    {
        var (known, other) = (Agent("A", presence: Presence.Away), Agent("B"));
        Assert.Equal(other.Id, Decide(Orders with { KeepForKnown = TimeSpan.FromHours(1) }, Waiting(known.Id), new(known), new(other)).AgentId);
    }

    [Fact]
    public void Decide_CapacityThatStillGrows_IsLookedAtAgainWhenItHasGrownEnough()
    {
        var queue = Orders with { RampUp = TimeSpan.FromMinutes(20) };
        // After five of twenty minutes one of four; the second needs half of the ramp.
        var agent = Agent("A", 1) with { CameAt = Now.AddMinutes(-5) };

        var decision = Decide(queue, Waiting(), new Seat(agent));

        Assert.Equal((null, WaitReasons.EverybodyFull), (decision.AgentId, decision.Reason));
        Assert.InRange(decision.LookAgainAt!.Value, Now.AddMinutes(5), Now.AddMinutes(5).AddSeconds(1));
        Assert.Equal(agent.Id, RoutingRules.Decide(queue, [new(agent)], Waiting(), decision.LookAgainAt.Value).AgentId);
        Assert.Null(Decide(queue, Waiting(), new Seat(Agent("B", 4) with { CameAt = Now.AddMinutes(-5) })).LookAgainAt);
    }

    [Fact]
    public void Decide_EverybodyWasAsked_AsksAgainAfterTheTimeOfAnOffer()
    {
        var agent = Agent("A");
        var asked = Waiting(null, agent.Id) with { PassedOverAt = Now.AddSeconds(-44) };

        var waits = Decide(Orders, asked, new Seat(agent));
        Assert.Equal((WaitReasons.EverybodyAsked, Now.AddSeconds(1)), (waits.Reason, waits.LookAgainAt!.Value));
        Assert.Equal(WaitReasons.AskedAgain, Decide(Orders, asked with { PassedOverAt = Now.AddSeconds(-45) }, new Seat(agent)).Reason);
        // Somebody else has room: they come first.
        Assert.Equal("B", Named(Decide(Orders, asked with { PassedOverAt = Now.AddSeconds(-45) }, new(agent), new(Agent("B")))).Item1);
    }

    [Fact]
    public void Decide_SameFreeCapacity_TakesTheLongestIdle() =>
        Assert.Equal(("B", RoutingReasons.LongestIdle), Named(Decide(Agent("A", 1, idleMinutes: 5), Agent("B", 1, idleMinutes: 9), Agent("C", 2, idleMinutes: 60))));

    [Fact]
    public void Decide_NeverAssigned_IsTheLongestIdle() =>
        Assert.Equal("B", Named(Decide(Agent("A", idleMinutes: 500), Agent("B") with { LastAssignedAt = null })).Item1);

    [Fact]
    public void Decide_LongestIdle_PrefersThoseWithNothingToDo() =>
        Assert.Equal(("B", RoutingReasons.LongestIdle), Named(Decide(Orders with { AgentChoice = AgentChoice.LongestIdle }, Waiting(), new(Agent("A", 1, 8, idleMinutes: 60)), new(Agent("B", 0, 1, idleMinutes: 1)))));

    [Fact]
    public void Decide_RoundRobin_TakesTheLongestAgoHoweverMuchTheyHave() =>
        Assert.Equal(("A", RoutingReasons.Turn), Named(Decide(Orders with { AgentChoice = AgentChoice.RoundRobin }, Waiting(), new(Agent("A", 3, idleMinutes: 9)), new(Agent("B", idleMinutes: 5)))));

    [Fact]
    public void Decide_BestFitAmongEquals_SparesWhoIsMissedMostElsewhere()
    {
        var (german, french, polish) = (SkillId.New(), SkillId.New(), SkillId.New());
        var conversation = Waiting() with { Needs = [new(german, 1)] };
        Seat Of(string name, SkillId other, int load, int idle) => new(Agent(name, load, 4, idleMinutes: idle) with { Skills = [new(german, 1), new(other, 1)] });
        // Two can answer Polish and have 3 units of room for it, four can answer French and have more: French is missed less.
        Seat[] seats = [Of("Polish", polish, 2, 90), Of("Also Polish", polish, 3, 80), Of("French", french, 2, 5), Of("Also French", french, 2, 1)];

        Assert.Equal(("French", RoutingReasons.LongestIdle), Named(Decide(Orders with { AgentChoice = AgentChoice.BestFit }, conversation, seats)));
        Assert.Equal(("French", RoutingReasons.MissedLeast), Named(Decide(Orders with { AgentChoice = AgentChoice.BestFit }, conversation, [seats[0], seats[2]  with { Agent = seats[2].Agent with { Load = new(Chat: 1), Used = new(Chat: 2) } }])));
    }

    [Fact]
    public void Decide_TheOneWhoHadIt_ComesBeforeFreerOnes()
    {
        var known = Agent("A", 3);
        Assert.Equal(("A", RoutingReasons.KnowsCustomer), Named(Decide(Orders, Waiting(known.Id), new(known), new(Agent("B")))));
    }

    [Fact]
    public void Decide_PassedOver_IsLeftOut()
    {
        var first = Agent("A");
        Assert.Equal("B", Named(Decide(Orders, Waiting(first.Id, first.Id), new(first), new(Agent("B", 3)))).Item1);
    }

    [Fact]
    public void Decide_FallbackMember_WaitsForTheirTimeAndSaysWhen()
    {
        var queue = Orders with { FallbackAfter = TimeSpan.FromSeconds(40) };
        Seat[] seats = [new(Agent("A", 4)), new(Agent("F"), IsFallback: true)];

        var before = Decide(queue, Waiting(), seats);
        var after = RoutingRules.Decide(queue, seats, Waiting(), Now.AddSeconds(10));

        Assert.Equal((null, WaitReasons.FallbackNotYet, Now.AddSeconds(10)), (before.AgentId, before.Reason, before.LookAgainAt));
        Assert.Equal(("F", RoutingReasons.OnlyOne), Named(after));
    }

    [Fact]
    public void Decide_FallbackMemberWhoseTimeHasCome_StaysBehindTheFirstLine() =>
        Assert.Equal("A", Named(Decide(Orders with { FallbackAfter = TimeSpan.FromSeconds(1) }, Waiting(), new(Agent("A", 3)), new(Agent("F"), IsFallback: true))).Item1);

    [Fact]
    public void Decide_FallbackNever_IsNotAskedAndNothingIsToLookAt()
    {
        var decision = Decide(Orders with { FallbackAfter = null }, Waiting(), new Seat(Agent("F"), IsFallback: true));
        Assert.Equal((null, null), (decision.AgentId, decision.LookAgainAt));
    }

    public static TheoryData<Agent[], string> Waits => new()
    {
        { [], WaitReasons.NoMembers },
        { [Agent("A", presence: Presence.Offline), Agent("B") with { IsEnabled = false }], WaitReasons.NobodyThere },
        { [Agent("A", presence: Presence.Offline), Agent("B", presence: Presence.Busy)], WaitReasons.NobodyAvailable },
        { [Agent("A", presence: Presence.Away)], WaitReasons.NobodyAvailable },
        { [Agent("A", 4), Agent("B", 5), Agent("C", presence: Presence.Away)], WaitReasons.EverybodyFull },
    };

    [Theory, MemberData(nameof(Waits), DisableDiscoveryEnumeration = true)]
    public void Decide_NobodyCanHaveIt_SaysWhatWouldHaveToChange(Agent[] agents, string reason)
    {
        var decision = Decide(agents);
        Assert.Equal((null, reason), (decision.AgentId, decision.Reason));
    }

    [Fact]
    public void Decide_EverybodyAsked_SaysSo()
    {
        var asked = Agent("A");
        Assert.Equal(WaitReasons.EverybodyAsked, Decide(Orders, Waiting(null, asked.Id), new Seat(asked)).Reason);
    }

    [Fact]
    public void Decide_EveryMember_IsThereWithTheRuleThatDecided()
    {
        Agent chosen = Agent("A"), outranked = Agent("B", 1), full = Agent("C", 4), busy = Agent("D", presence: Presence.Busy), gone = Agent("E", presence: Presence.Offline), asked = Agent("F");

        var decision = Decide(Orders, Waiting(null, asked.Id), new(gone), new(busy), new(full), new(outranked), new(chosen), new(asked), new(Agent("G"), IsFallback: true));

        Assert.Equal(
            [("A", Verdict.Chosen), ("B", Verdict.Outranked), ("G", Verdict.NotYet), ("C", Verdict.Full), ("F", Verdict.PassedOver), ("D", Verdict.Busy), ("E", Verdict.Offline)],
            decision.Candidates.Select(c => (c.Name, c.Verdict)));
    }

    [Fact]
    public void Decide_ManyMembers_KeepsTheNearestAndCountsTheOthers()
    {
        var decision = Decide([.. Enumerable.Range(0, 60).Select(i => Agent($"Off {i}", presence: Presence.Offline)), Agent("A")]);
        Assert.Equal((RoutingDecision.MostCandidates, 21, "A"), (decision.Candidates.Length, decision.Others, decision.Candidates[0].Name));
    }
}
