using CsCheck;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Tests.ServiceLevels;

public sealed class TurnRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ServicePolicy?> Policies = Gen.Select(Gen.Bool, Gen.Int[0, 7_200].Array[4]).Select((any, seconds) => !any ? null : new ServicePolicy
    {
        Id = PolicyId.New(), Name = "Gold", Targets = [.. seconds.Select((s, level) => new ServiceTargets((PriorityLevel)level, s == 0 ? null : TimeSpan.FromSeconds(s)))],
    });

    [Fact]
    public void CountsFrom_OfOneQueue_OrdersAsTheUrgencyDoesAtAnyTime() =>
        Gen.Select(Policies, Gen.Int[1, 3_600], Gen.Int[1, 100], Gen.Int[0, 100].Array[2], Gen.Int[0, 3].Array[2], Gen.Int[0, 7_200].Array[2], Gen.Int[0, 7_200]).Sample((policy, within, priority, own, levels, ago, later) =>
        {
            var queue = new Queue { Id = QueueId.New(), Name = "Q", Priority = priority, ServiceLevelWithin = TimeSpan.FromSeconds(within), Policy = policy };
            var terms = new ServiceTerms(new(queue.Id, "Q", null, policy?.Id, queue.ServiceLevelWithin, priority), null, policy);
            var turns = Enumerable.Range(0, 2).Select(i =>
            {
                int? mine = own[i] == 0 ? null : own[i];
                var (level, queuedAt) = ((PriorityLevel)levels[i], Now.AddSeconds(-ago[i]));
                return (From: TurnRules.CountsFrom(terms, mine, level, queuedAt), Urgency: UrgencyRules.Urgency(queue, mine ?? priority, level, queuedAt, Now.AddSeconds(later)));
            }).ToList();

            // Closer than the clock can tell they may stand either way.
            if ((turns[0].From - turns[1].From).Duration() < TimeSpan.FromMilliseconds(1)) return;
            Assert.Equal(turns[0].From < turns[1].From, turns[0].Urgency > turns[1].Urgency);
        }, iter: 3_000);

    [Fact]
    public void Advance_SomebodyWhoWaits_KnowsTheirTurnAndLosesItWithAnAgent()
    {
        var terms = new ServiceTerms(new(QueueId.New(), "Q", null, null, TimeSpan.FromSeconds(60), Priority: 50), null, null);
        var c = ClockRulesTests.Say(ClockRulesTests.New(Now), Actor.Of(ClockRulesTests.New(Now).CustomerId, "Mara"), Now, terms);
        Assert.Equal(Now.AddSeconds(-30), c.CountsFrom);

        var ines = new Actor(Guid.CreateVersion7(), Role.Agent, "Ines");
        var urgent = ClockRulesTests.Do(c, ConversationRules.Prioritise(c, ines, PriorityLevel.Urgent, null), Now.AddSeconds(5), terms);
        Assert.Equal(Now.AddSeconds(-90), urgent.CountsFrom);
        Assert.Null(ClockRulesTests.Do(urgent, ConversationRules.Assign(urgent, ines, ines.User, "Ines", CapacityClaim.ByHand, "by-hand", null, Now.AddSeconds(6)), Now.AddSeconds(6), terms).CountsFrom);
    }
}
