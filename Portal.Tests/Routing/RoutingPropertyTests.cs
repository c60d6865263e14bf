using System.Reflection;
using CsCheck;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Tests.Routing;

/// <summary>What holds for every queue, team and conversation that can be made up.</summary>
public sealed class RoutingPropertyTests
{
    private const int Many = 3_000;

    private static readonly HashSet<string> WaitWords = [.. typeof(WaitReasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetValue(null)!)];

    [Fact]
    public void Decide_AnyFacts_NeverGoesOverTheCapacityThatCountsNow() => RoutingFacts.Case.Sample(c =>
    {
        if (RoutingRules.Decide(c.Queue, c.Seats, c.Waiting, RoutingFacts.Now) is not { AgentId: { } chosen, Share: { } share }) return;
        var agent = c.Seats.Single(s => s.Agent.Id == chosen).Agent;
        var kind = c.Waiting.Channel;
        Assert.InRange(share.Units, 1, agent.Room(kind, share.Percent));
        Assert.True(agent.Used[kind] + share.Units <= agent.Capacity[kind] * Weights.Ordinary * share.Percent / 100);
    }, iter: Many);

    [Fact]
    public void Decide_AnyFacts_ExplainsWhyNobodyAndWhyNotEachMember() => RoutingFacts.Case.Sample(c =>
    {
        var decision = RoutingRules.Decide(c.Queue, c.Seats, c.Waiting, RoutingFacts.Now);
        Assert.Equal(c.Seats.Length, decision.Candidates.Length + decision.Others);
        Assert.Equal(c.Queue.Version, decision.PolicyVersion);
        Assert.Equal(decision.AgentId is null ? 0 : 1, decision.Candidates.Count(x => x.Verdict is Verdict.Chosen));
        if (decision.AgentId is not null) return;
        Assert.Contains(decision.Reason, WaitWords);
        Assert.DoesNotContain(decision.Candidates, x => x.Verdict is Verdict.Outranked);
        Assert.All(decision.Candidates.Where(x => x.Verdict is Verdict.LacksSkill), x => Assert.NotNull(x.Missing));
    }, iter: Many);

    [Fact]
    public void Decide_ByTheIndexOfThoseWhoCouldBeAsked_IsTheSameDecision() => RoutingFacts.Case.Sample(c =>
    {
        var pool = new RoutingPool();
        foreach (var seat in c.Seats)
        {
            pool.Add(c.Queue.Id, seat with { Agent = seat.Agent with { Used = default, Presence = Presence.Available } });
            pool.Update(seat.Agent);
        }

        var all = RoutingRules.Decide(c.Queue, c.Seats, c.Waiting, RoutingFacts.Now);
        var (agent, reason) = pool.Pick(RoutingAsk.Of(c.Queue, c.Waiting, RoutingFacts.Now));
        Assert.Equal((all.AgentId, all.AgentId is null ? null : all.Reason), (agent?.Id, reason));
    }, iter: Many);

    [Fact]
    public void Decide_TheTimeToLookAgain_BringsAnotherDecisionOrAnotherReasonOrLess() => RoutingFacts.Case.Sample(c =>
    {
        var before = RoutingRules.Decide(c.Queue, c.Seats, c.Waiting, RoutingFacts.Now);
        if (before.LookAgainAt is not { } at) return;
        Assert.True(at > RoutingFacts.Now);
        var after = RoutingRules.Decide(c.Queue, c.Seats, c.Waiting, at);
        Assert.True(after.AgentId is not null || after.Reason != before.Reason || after.Lowered > before.Lowered || after.LookAgainAt != at);
    }, iter: Many);

    [Fact]
    public void Relax_LongerWait_NeverAsksForMore() => Gen.Select(RoutingFacts.Needs, RoutingFacts.Steps, Gen.Int[0, 400], Gen.Int[0, 400]).Sample((needs, steps, a, b) =>
    {
        var (early, late) = (Asked(Math.Min(a, b)), Asked(Math.Max(a, b)));
        Assert.All(late, need => Assert.InRange(need.Level, 1, early.Single(n => n.Skill == need.Skill).Level));
        Assert.All(needs.Where(n => n.Must), must => Assert.Contains(late, n => n.Skill == must.Skill));

        IReadOnlyList<SkillNeed> Asked(int seconds) => SkillRules.Relax(needs, SkillRules.Lowered(steps, TimeSpan.FromSeconds(seconds)));
    }, iter: Many);

    [Fact]
    public void Decide_LongerWait_NeverLosesSomebodyWhoCouldHaveIt() => Gen.Select(RoutingFacts.Case, Gen.Int[1, 400]).Sample((c, later) =>
    {
        var queue = c.Queue with { RampUp = TimeSpan.Zero };
        var (now, then) = (RoutingFacts.Now, RoutingFacts.Now.AddSeconds(later));
        foreach (var seat in c.Seats)
        {
            if (RoutingRules.Judge(seat, RoutingAsk.Of(queue, c.Waiting, now)) is Verdict.Outranked)
                Assert.Equal(Verdict.Outranked, RoutingRules.Judge(seat, RoutingAsk.Of(queue, c.Waiting, then)));
        }
    }, iter: Many);

    [Fact]
    public void Urgency_OneStandardLonger_IsAheadOfAnyPriority() => Gen.Select(Gen.Int[1, 100], Gen.Int[1, 100], Gen.Int[1, 3600], Gen.Int[1, 3600], Gen.Double[0, 20]).Sample((p, q, standard, other, waits) =>
    {
        Queue old = new() { Id = QueueId.New(), Name = "Old", Priority = p, ServiceLevelWithin = TimeSpan.FromSeconds(standard) };
        Queue young = new() { Id = QueueId.New(), Name = "Young", Priority = q, ServiceLevelWithin = TimeSpan.FromSeconds(other) };
        var now = RoutingFacts.Now;
        Assert.True(UrgencyRules.Urgency(old, p, PriorityLevel.Normal, now - ((waits + 1) * old.ServiceLevelWithin), now) > UrgencyRules.Urgency(young, q, PriorityLevel.Normal, now - (waits * young.ServiceLevelWithin), now));
    }, iter: Many);

    [Fact]
    public void Urgency_AnyLevelAndPriority_IsOvertakenAfterABoundedWait() => Gen.Select(Gen.Int[1, 100].Array[2], Gen.Int[0, 3].Array[2], Gen.Int[1, 3600], Gen.Double[0, 20]).Sample((priorities, levels, standard, waits) =>
    {
        Queue queue = new() { Id = QueueId.New(), Name = "Q", ServiceLevelWithin = TimeSpan.FromSeconds(standard) };
        var now = RoutingFacts.Now;
        var longer = UrgencyRules.Urgency(queue, priorities[0], (PriorityLevel)levels[0], now - ((waits + UrgencyRules.FarthestAhead + 0.001) * queue.ServiceLevelWithin), now);
        Assert.True(longer > UrgencyRules.Urgency(queue, priorities[1], (PriorityLevel)levels[1], now - (waits * queue.ServiceLevelWithin), now));
    }, iter: Many);

    [Fact]
    public void Simulation_UrgentOnesWithoutEnd_StillServesWhoeverIsLeastPressing() => Gen.Select(Gen.Int[20, 90], Gen.Int[1, 4]).Sample((standard, agents) =>
    {
        // Twice what the team can do, all of it urgent: a line that never ends. One conversation that nobody finds pressing came first.
        Queue queue = new() { Id = QueueId.New(), Name = "Q", ServiceLevelWithin = TimeSpan.FromSeconds(standard), Priority = 1 };
        var pool = new RoutingPool();
        for (var n = 0; n < agents; n++) pool.Add(queue.Id, new(new Agent { Id = new(Guid.CreateVersion7()), Name = "A", Capacity = new(Chat: 1), Presence = Presence.Available }));
        var cases = Enumerable.Range(0, 400).Select(n =>
        {
            var at = RoutingFacts.Now.AddSeconds(n * 5.0 / agents);
            var isLeast = n == agents;
            return new SimulatedCase(n, new()
            {
                Id = ConversationId.New(), InboxId = default, CustomerId = default, QueueId = queue.Id, CreatedAt = at, QueuedAt = at,
                Level = isLeast ? PriorityLevel.Low : PriorityLevel.Urgent, Priority = isLeast ? 100 : null,
            }, TimeSpan.FromSeconds(10), null);
        }).ToList();
        var seen = new Watch();
        new RoutingSimulation(new Dictionary<QueueId, Queue> { [queue.Id] = queue }, new(pool), seen).Run(cases, CancellationToken.None);

        var at = seen.GivenOut.IndexOf(agents);
        var bound = UrgencyRules.FarthestAhead * standard;
        // Whoever came later than the bound is behind it; the team takes one in 10 seconds each, twice as slowly as they come.
        Assert.InRange(at, agents, (int)(bound * agents / 5) + agents + 1);
        Assert.True(at < seen.GivenOut.Count - 1);
    }, iter: 100);

    [Fact]
    public void Simulation_AnyDay_GivesEachToOneWithinCapacityAndLeavesNobodyBehind() =>
        Gen.Select(RoutingFacts.Queue, RoutingFacts.Seat.Array[1, 6], RoutingFacts.Needs.Array[1, 30], Gen.Int[1, 90].Array[30]).Sample((made, seats, needs, gaps) =>
        {
            // Everybody can be asked in the end: what nobody can have for ever may wait for ever, and says so.
            var queue = made with { Relaxation = [.. made.Relaxation, new(TimeSpan.FromSeconds(200), 5)], FallbackAfter = TimeSpan.FromSeconds(30), Needs = [], ClosedUntil = null, WhenFull = (WhenFull)(made.Priority % 3), WrapUp = TimeSpan.FromSeconds(made.Priority % 4 == 1 ? 40 : 0) };
            var pool = new RoutingPool();
            foreach (var seat in seats) pool.Add(queue.Id, seat with { Agent = seat.Agent with { Presence = Presence.Available, IsEnabled = true, Used = default, Load = default, CameAt = null, Capacity = WithSome(seat.Agent.Capacity) } });
            var at = RoutingFacts.Now;
            var cases = needs.Select((n, i) => new SimulatedCase(i, new()
            {
                Id = ConversationId.New(), InboxId = default, CustomerId = default, QueueId = queue.Id, CreatedAt = at = at.AddSeconds(gaps[i]), QueuedAt = at, Needs = [.. n.Select(x => x with { Must = false })],
                Channel = (ChannelKind)(gaps[i] % 4), PreferredAgentId = gaps[i] % 3 == 0 ? seats[gaps[i] % seats.Length].Agent.Id : null,
            }, TimeSpan.FromSeconds(gaps[^(i + 1)] * 7), null)).ToList();
            var seen = new Watch();

            new RoutingSimulation(new Dictionary<QueueId, Queue> { [queue.Id] = queue }, new(pool), seen).Run(cases, CancellationToken.None);

            Assert.Equal(cases.Select(c => c.Number), seen.GivenOut.Concat(seen.Refused).Order());
            Assert.Equal(cases.Count, seen.DoneWith + seen.Refused.Count);
            Assert.All(pool.Agents, a => Assert.Equal((default, default, 0), (a.Used, a.Load, a.WrapUps.Length)));
        }, iter: 300);

    /// <summary>At least one unit for every kind of channel.</summary>
    private static PerChannel WithSome(PerChannel capacity) => PerChannel.Kinds.Aggregate(capacity, (all, kind) => all.With(kind, Math.Max(1, all[kind])));

    private sealed class Watch : ISimulationWatcher
    {
        private readonly HashSet<ConversationId> byEmail = [];

        public List<int> GivenOut { get; } = [];
        public List<int> Refused { get; } = [];
        public int DoneWith { get; private set; }

        public void Settled(RoutingDesk desk, DateTimeOffset now)
        {
            Assert.All(desk.Pool.Agents, a => Assert.All(PerChannel.Kinds, k => Assert.InRange(a.Used[k], 0, a.Capacity[k] * Weights.Ordinary)));
            Assert.All(desk.All.Where(w => w.Queue is { LongestLine: not null, WhenFull: not WhenFull.Overflow }).GroupBy(w => w.Queue.Id), line => Assert.InRange(line.Count(w => !byEmail.Contains(w.Conversation.Id)), 0, line.First().Queue.LongestLine!.Value));
            // Nobody who could have somebody of those who wait is idle beside them.
            foreach (var (queue, conversation) in desk.All)
            {
                var ask = RoutingAsk.Of(queue, conversation, now);
                Assert.DoesNotContain(desk.Pool.Agents, a => RoutingRules.Judge(new(a), ask) is Verdict.Outranked && !IsKept(desk, ask) && !IsFallbackTime(queue, conversation, now));
            }
        }

        public void Given(SimulatedCase what, DeskOffer offer, TimeSpan waited, DateTimeOffset now) => GivenOut.Add(what.Number);

        public void GaveUp(SimulatedCase what, DateTimeOffset now) => Assert.Fail("Nobody is impatient.");

        public void Overflowed(SimulatedCase what) => Assert.Fail("There is no other queue.");

        public void TurnedAway(SimulatedCase what, WhenFull then)
        {
            Assert.NotEqual(WhenFull.Overflow, then);
            if (then is WhenFull.Refuse) Refused.Add(what.Number);
            else byEmail.Add(what.Conversation.Id);
        }

        public void Done(SimulatedCase what, DeskOffer offer, DateTimeOffset now) => DoneWith++;

        /// <summary>Whoever had it before is there and has no room: the others are right to leave it.</summary>
        private static bool IsKept(RoutingDesk desk, RoutingAsk ask) =>
            ask is { KeepUntil: not null, Conversation.PreferredAgentId: { } known } && RoutingRules.Judge(new(desk.Pool.Find(known)), ask) is Verdict.Full or Verdict.WrappingUp;

        /// <summary>Before it, members who only help out are right to be idle.</summary>
        private static bool IsFallbackTime(Queue queue, Conversation conversation, DateTimeOffset now) => now < conversation.QueuedAt + queue.FallbackAfter;
    }
}
