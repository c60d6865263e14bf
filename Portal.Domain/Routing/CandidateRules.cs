using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>Whom an explanation names: the members nearest to getting the conversation, nearest first.</summary>
internal static class CandidateRules
{
    public static ImmutableArray<Candidate> Nearest(IReadOnlyList<Seat> seats, Verdict[] verdicts, Seat? chosen, bool kept, RoutingAsk ask)
    {
        // Of hundreds of members a few are kept: a place is found for each that belongs among them, the others cost one comparison.
        var nearest = new List<(long Key, int Seat)>(Math.Min(seats.Count, RoutingDecision.MostCandidates) + 1);
        for (var i = 0; i < seats.Count; i++)
        {
            verdicts[i] = seats[i] == chosen ? Verdict.Chosen : kept && verdicts[i] is Verdict.Outranked ? Verdict.KeptForKnown : verdicts[i];
            var entry = (Key: ((long)Rank(verdicts[i]) << 32) + int.MaxValue - seats[i].Agent.Free(ask.Channel), Seat: i);
            if (nearest.Count == RoutingDecision.MostCandidates && Compare(entry, nearest[^1], seats) >= 0) continue;
            var at = nearest.Count;
            while (at > 0 && Compare(entry, nearest[at - 1], seats) < 0) at--;
            nearest.Insert(at, entry);
            if (nearest.Count > RoutingDecision.MostCandidates) nearest.RemoveAt(nearest.Count - 1);
        }

        var named = new Candidate[nearest.Count];
        for (var i = 0; i < named.Length; i++) named[i] = Of(seats[nearest[i].Seat], verdicts[nearest[i].Seat], ask);
        return ImmutableCollectionsMarshal.AsImmutableArray(named);
    }

    private static Candidate Of(Seat seat, Verdict verdict, RoutingAsk ask)
    {
        var agent = seat.Agent;
        var missing = verdict is Verdict.LacksSkill ? SkillRules.Missing(agent.Skills, ask.Needs) : null;
        var percent = CapacityRules.Percent(agent, ask.Channel, ask.Queue, ask.Now);
        var free = Math.Max(0, agent.Room(ask.Channel, percent) / Weights.Ordinary);
        var freeAt = verdict is Verdict.WrappingUp ? WrapUpRules.RoomAt(agent, ask.Channel, CapacityRules.Units(agent, ask.Channel, ask.Units, percent), percent) : null;
        return new(agent.Id, agent.Name, verdict, free, agent.Capacity[ask.Channel], seat.IsFallback, missing, Score(agent, ask), freeAt);
    }

    private static double? Score(Agent agent, RoutingAsk ask) => ask.Queue.AgentChoice switch
    {
        AgentChoice.MostFreeCapacity or AgentChoice.BestFit => Math.Round(RoutingRules.Measure(agent, ask), 3),
        _ => agent.LastAssignedAt is { } last && last < ask.Now ? Math.Round((ask.Now - last).TotalMinutes, 1) : null,
    };

    private static int Compare((long Key, int Seat) a, (long Key, int Seat) b, IReadOnlyList<Seat> seats) =>
        a.Key != b.Key ? a.Key.CompareTo(b.Key) : StringComparer.OrdinalIgnoreCase.Compare(seats[a.Seat].Agent.Name, seats[b.Seat].Agent.Name);

    /// <summary>The nearer to having got it, the earlier in the explanation.</summary>
    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Chosen => 0,
        Verdict.Outranked or Verdict.KeptForKnown or Verdict.NotInLine or Verdict.Closed => 1,
        Verdict.NotYet => 2,
        Verdict.WrappingUp => 3,
        Verdict.Full => 4,
        Verdict.LacksSkill => 5,
        Verdict.PassedOver or Verdict.NoUnits => 6,
        Verdict.TransfersOnly => 7,
        Verdict.Busy => 8,
        Verdict.Away => 9,
        Verdict.Offline => 10,
        _ => 11,
    };
}
