using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>A member of a queue with what routing knows about them.</summary>
public sealed record Seat(Agent Agent, bool IsFallback = false);

/// <summary>Who gets a conversation, and why. Pure: the same facts at the same time give the same decision.</summary>
public static class RoutingRules
{
    /// <summary>Who may be offered a conversation now.</summary>
    public static bool IsEligible(Agent agent) => agent is { IsEnabled: true, Presence: Presence.Available, Free: > 0 };

    /// <summary>
    /// Looks at every member. Those who can have it: the one who had it before comes first, then members of the first line in
    /// the order of the queue's <see cref="AgentChoice"/>, then fallback members whose time has come.
    /// </summary>
    public static RoutingDecision Decide(Queue queue, IReadOnlyCollection<Seat> seats, Conversation conversation, DateTimeOffset now)
    {
        var queuedAt = conversation.QueuedAt ?? now;
        DateTimeOffset? fallbackAt = queue.FallbackAfter is { } wait ? queuedAt + wait : null;
        var judged = seats.Select(s => (Seat: s, Verdict: Judge(s, conversation, fallbackAt, now))).ToList();
        var able = judged.Where(j => j.Verdict is Verdict.Outranked).Select(j => j.Seat).ToList();
        var (chosen, reason) = Choose(queue.AgentChoice, able, conversation.PreferredAgentId);
        var candidates = judged
            .Select(j => new Candidate(j.Seat.Agent.Id, j.Seat.Agent.Name, j.Seat == chosen ? Verdict.Chosen : j.Verdict, j.Seat.Agent.Free, j.Seat.Agent.Capacity, j.Seat.IsFallback))
            .OrderBy(c => Rank(c.Verdict)).ThenByDescending(c => c.Free).ThenBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ToList();
        return new()
        {
            ConversationId = conversation.Id, QueueId = queue.Id, At = now, QueuedAt = queuedAt, Method = queue.AgentChoice,
            AgentId = chosen?.Agent.Id, Reason = reason ?? WaitingFor([.. judged.Select(j => j.Verdict)]),
            LookAgainAt = chosen is null && judged.Any(j => j.Verdict is Verdict.NotYet) ? fallbackAt : null,
            Candidates = [.. candidates.Take(RoutingDecision.MostCandidates)], Others = Math.Max(0, candidates.Count - RoutingDecision.MostCandidates),
        };
    }

    private static Verdict Judge(Seat seat, Conversation conversation, DateTimeOffset? fallbackAt, DateTimeOffset now) => seat.Agent switch
    {
        { IsEnabled: false } => Verdict.NoAccess,
        { Presence: Presence.Offline } => Verdict.Offline,
        { Presence: Presence.Away } => Verdict.Away,
        { Presence: Presence.Busy } => Verdict.Busy,
        { Id: var id } when conversation.PassedOver.Contains(id) => Verdict.PassedOver,
        { Free: 0 } => Verdict.Full,
        _ when seat.IsFallback && (fallbackAt is null || now < fallbackAt) => Verdict.NotYet,
        _ => Verdict.Outranked,
    };

    private static (Seat? Seat, string? Reason) Choose(AgentChoice method, List<Seat> able, UserId? preferred)
    {
        if (able.Count == 0) return default;
        if (able.Find(s => s.Agent.Id == preferred) is { } known) return (known, RoutingReasons.KnowsCustomer);
        var line = able.Where(s => !s.IsFallback).ToList();
        if (line.Count == 0) line = able;
        if (line.Count == 1) return (line[0], RoutingReasons.OnlyOne);
        return method switch
        {
            AgentChoice.MostFreeCapacity => Narrow(line, s => s.Agent.Free, RoutingReasons.MostFree),
            AgentChoice.LongestIdle => Narrow(line, s => s.Agent.Load == 0 ? 1 : 0, RoutingReasons.LongestIdle),
            AgentChoice.RoundRobin => (LongestAgo(line), RoutingReasons.Turn),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No rule for this choice"),
        };
    }

    /// <summary>The highest of <paramref name="by"/>; ties to the one whose last assignment is longest ago.</summary>
    private static (Seat, string) Narrow(List<Seat> line, Func<Seat, int> by, string reason)
    {
        var most = line.Max(by);
        var best = line.Where(s => by(s) == most).ToList();
        return best.Count == 1 ? (best[0], reason) : (LongestAgo(best), RoutingReasons.LongestIdle);
    }

    private static Seat LongestAgo(List<Seat> line) =>
        line.OrderBy(s => s.Agent.LastAssignedAt ?? DateTimeOffset.MinValue).ThenBy(s => s.Agent.Id.Value).First();

    private static string WaitingFor(IReadOnlyCollection<Verdict> verdicts)
    {
        if (verdicts.Count == 0) return WaitReasons.NoMembers;
        if (verdicts.Contains(Verdict.NotYet)) return WaitReasons.FallbackNotYet;
        if (verdicts.Contains(Verdict.Full)) return WaitReasons.EverybodyFull;
        if (verdicts.Contains(Verdict.PassedOver)) return WaitReasons.EverybodyAsked;
        return verdicts.Any(v => v is Verdict.Away or Verdict.Busy) ? WaitReasons.NobodyAvailable : WaitReasons.NobodyThere;
    }

    /// <summary>The nearer to having got it, the earlier in the explanation.</summary>
    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Chosen => 0,
        Verdict.Outranked => 1,
        Verdict.NotYet => 2,
        Verdict.Full => 3,
        Verdict.PassedOver => 4,
        Verdict.Busy => 5,
        Verdict.Away => 6,
        Verdict.Offline => 7,
        _ => 8,
    };
}
