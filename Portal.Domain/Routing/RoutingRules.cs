using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>A member of a queue with what routing knows about them.</summary>
public sealed record Seat(Agent Agent, bool IsFallback = false);

/// <summary>Who gets a conversation, and why. Pure: the same facts at the same time give the same decision.</summary>
public static class RoutingRules
{
    /// <summary>Who may be offered a conversation of some kind now.</summary>
    /// <param name="percent">Of their capacity: more than all of it in a surge.</param>
    public static bool IsEligible(Agent agent, int percent = 100) =>
        IsEligible(agent, ChannelKind.Chat, percent) || IsEligible(agent, ChannelKind.Email, percent) || IsEligible(agent, ChannelKind.Sms, percent) || IsEligible(agent, ChannelKind.Api, percent);

    /// <summary>Who may be offered a conversation of that kind now.</summary>
    public static bool IsEligible(Agent agent, ChannelKind kind, int percent = 100) =>
        agent is { IsEnabled: true, Presence: Presence.Available or Presence.TransfersOnly } && agent.Used[kind] < agent.Capacity[kind] * Weights.Ordinary * percent / 100;

    /// <summary>
    /// Looks at every member. Those who can have it: the one who had it before comes first, then members of the first line in
    /// the order of the queue's <see cref="AgentChoice"/>, then fallback members whose time has come.
    /// </summary>
    public static RoutingDecision Decide(Queue queue, IReadOnlyList<Seat> seats, Conversation conversation, DateTimeOffset now)
    {
        var ask = RoutingAsk.Of(queue, conversation, now);
        var pick = new AgentPick(ask, queue.AgentChoice is AgentChoice.BestFit ? SkillRoom.Of(seats, ask.Channel) : null);
        var verdicts = new Verdict[seats.Count];
        for (var i = 0; i < seats.Count; i++) pick.Look(seats[i], verdicts[i] = Judge(seats[i], ask));
        var (chosen, reason) = pick.End();
        var wasAsked = chosen is null && verdicts.Contains(Verdict.PassedOver);
        return new()
        {
            ConversationId = conversation.Id, QueueId = queue.Id, At = now, QueuedAt = ask.QueuedAt, Method = queue.AgentChoice, PolicyVersion = queue.Version,
            Needs = ask.Needs, Lowered = ask.Lowered, Urgency = UrgencyRules.Urgency(queue, conversation, now),
            AgentId = chosen?.Agent.Id, Share = chosen is null ? null : ShareOf(chosen.Agent, ask),
            Reason = reason ?? (pick.IsKept ? WaitReasons.KeptForKnown : wasAsked && ask.RoundEndsAt <= now ? WaitReasons.AskedAgain : WaitingFor(verdicts, ask)),
            LookAgainAt = chosen is null ? Earliest(wasAsked && ask.RoundEndsAt > now ? ask.RoundEndsAt : null, GrowsAt(seats, verdicts, ask), pick.IsKept ? ask.KeepUntil : null, verdicts.Contains(Verdict.NotYet) ? ask.FallbackAt : null, verdicts.Contains(Verdict.LacksSkill) ? ask.NextStepAt : null, ask.OverflowAt > now ? ask.OverflowAt : null, ask.ClosedUntil < DateTimeOffset.MaxValue ? ask.ClosedUntil : null) : null,
            Candidates = CandidateRules.Nearest(seats, verdicts, chosen, pick.IsKept, ask), Others = Math.Max(0, seats.Count - RoutingDecision.MostCandidates),
        };
    }

    /// <summary>What the conversation takes of somebody's capacity.</summary>
    public static CapacityShare ShareOf(Agent agent, RoutingAsk ask)
    {
        var percent = CapacityRules.Percent(agent, ask.Channel, ask.Queue, ask.Now);
        return new(CapacityRules.Units(agent, ask.Channel, ask.Units, percent), percent);
    }

    /// <summary>The first rule that keeps a member from having it; <see cref="Verdict.Outranked"/> for those who could.</summary>
    public static Verdict Judge(Seat seat, RoutingAsk ask)
    {
        var agent = seat.Agent;
        if (!agent.IsEnabled) return Verdict.NoAccess;
        if (ask.ClosedUntil is not null) return Verdict.Closed;
        if (ask.IsBeyond) return Verdict.NotInLine;
        switch (agent.Presence)
        {
            case Presence.Offline: return Verdict.Offline;
            case Presence.Away: return Verdict.Away;
            case Presence.Busy: return Verdict.Busy;
            case Presence.TransfersOnly when !ask.Conversation.WasTransferred: return Verdict.TransfersOnly;
        }

        if (ask.Needs.Length > 0 && SkillRules.Missing(agent.Skills, ask.Needs) is not null) return Verdict.LacksSkill;
        if (ask.Conversation.PassedOver.Contains(agent.Id)) return Verdict.PassedOver;
        if (agent.Capacity[ask.Channel] == 0) return Verdict.NoUnits;
        var percent = CapacityRules.Percent(agent, ask.Channel, ask.Queue, ask.Now);
        var units = CapacityRules.Units(agent, ask.Channel, ask.Units, percent);
        if (agent.Room(ask.Channel, percent) < units) return WrapUpRules.RoomAt(agent, ask.Channel, units, percent) is null ? Verdict.Full : Verdict.WrappingUp;
        return seat.IsFallback && (ask.FallbackAt is null || ask.Now < ask.FallbackAt) ? Verdict.NotYet : Verdict.Outranked;
    }

    /// <summary>What the queue chooses by; the highest gets it.</summary>
    internal static double Measure(Agent agent, RoutingAsk ask) => ask.Queue.AgentChoice switch
    {
        AgentChoice.MostFreeCapacity => agent.Room(ask.Channel, CapacityRules.Percent(agent, ask.Channel, ask.Queue, ask.Now)),
        AgentChoice.LongestIdle => agent.Load.Total == 0 ? 1 : 0,
        AgentChoice.RoundRobin => 0,
        AgentChoice.BestFit => SkillRules.Fit(agent.Skills, ask.Asked),
        var other => throw new ArgumentOutOfRangeException(nameof(ask), other, "No rule for this choice"),
    };

    private static string WaitingFor(Verdict[] verdicts, RoutingAsk ask)
    {
        if (verdicts.Length == 0) return WaitReasons.NoMembers;
        if (ask.ClosedUntil is not null) return WaitReasons.QueueClosed;
        if (ask.IsBeyond) return WaitReasons.LineFull;
        if (verdicts.Contains(Verdict.NotYet)) return WaitReasons.FallbackNotYet;
        if (verdicts.Contains(Verdict.WrappingUp)) return WaitReasons.WrapUpEnds;
        if (verdicts.Contains(Verdict.Full)) return WaitReasons.EverybodyFull;
        if (verdicts.Contains(Verdict.LacksSkill)) return ask.NextStepAt is null ? WaitReasons.NobodySkilled : WaitReasons.SkillNotYet;
        if (verdicts.Contains(Verdict.PassedOver)) return WaitReasons.EverybodyAsked;
        if (verdicts.Contains(Verdict.NoUnits)) return WaitReasons.NobodyWithUnits;
        return verdicts.Any(v => v is Verdict.Away or Verdict.Busy or Verdict.TransfersOnly) ? WaitReasons.NobodyAvailable : WaitReasons.NobodyThere;
    }

    /// <summary>When the capacity of somebody who came a short while ago has grown enough.</summary>
    private static DateTimeOffset? GrowsAt(IReadOnlyList<Seat> seats, Verdict[] verdicts, RoutingAsk ask)
    {
        if (ask.Queue.RampUp <= TimeSpan.Zero) return null;
        DateTimeOffset? earliest = null;
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i] is Verdict.Full or Verdict.WrappingUp && CapacityRules.RoomAt(seats[i].Agent, ask.Channel, ask.Queue, ask.Units, ask.Now) is { } at && !(earliest <= at)) earliest = at;
        }

        return earliest;
    }

    private static DateTimeOffset? Earliest(params ReadOnlySpan<DateTimeOffset?> times)
    {
        DateTimeOffset? earliest = null;
        foreach (var time in times)
        {
            if (time is not null && (earliest is null || time < earliest)) earliest = time;
        }

        return earliest;
    }
}
