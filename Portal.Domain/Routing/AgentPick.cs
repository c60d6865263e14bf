namespace Portal.Domain.Routing;

/// <summary>
/// Finds who gets a conversation while the members go by one after another, in any order: the one who had it before, else the
/// best of the first line, else the best fallback member whose time has come. Ties go to the one who is missed least elsewhere
/// where the queue chooses by fit (<see cref="SkillRoom"/>), then to the one whose last assignment is longest ago, then to the
/// lower id, so the same members always give the same answer.
/// </summary>
/// <param name="room">Of all who could be asked; only where the queue chooses by fit.</param>
internal struct AgentPick(RoutingAsk ask, SkillRoom? room)
{
    private Best line;
    private Best fallback;
    private Seat? known;
    private bool knownIsFull;

    public void Look(Seat seat, Verdict verdict)
    {
        if (seat.Agent.Id == ask.Conversation.PreferredAgentId)
        {
            knownIsFull = verdict is Verdict.Full or Verdict.WrappingUp;
            if (verdict is Verdict.Outranked) known = seat;
        }

        if (verdict is not Verdict.Outranked) return;
        var spare = room?.Spare(seat.Agent, ask.Asked, ask.Channel) ?? 0;
        if (seat.IsFallback) fallback.Take(seat, RoutingRules.Measure(seat.Agent, ask), spare);
        else line.Take(seat, RoutingRules.Measure(seat.Agent, ask), spare);
    }

    /// <summary>Somebody could have it, and it is kept for the one who had it before.</summary>
    public readonly bool IsKept => known is null && knownIsFull && ask.KeepUntil is not null && (line.Seat ?? fallback.Seat) is not null;

    /// <returns>Nobody when nobody can have it, or when it is kept.</returns>
    public readonly (Seat? Seat, string? Reason) End()
    {
        if (known is not null) return (known, RoutingReasons.KnowsCustomer);
        if (IsKept) return default;
        var best = line.Seat is null ? fallback : line;
        if (best.Seat is null) return default;
        if (best.Count == 1) return (best.Seat, RoutingReasons.OnlyOne);
        return (best.Seat, ask.Queue.AgentChoice switch
        {
            AgentChoice.RoundRobin => RoutingReasons.Turn,
            _ when best.IsTied => RoutingReasons.LongestIdle,
            _ when best.IsSpared => RoutingReasons.MissedLeast,
            AgentChoice.MostFreeCapacity => RoutingReasons.MostFree,
            AgentChoice.LongestIdle => RoutingReasons.LongestIdle,
            AgentChoice.BestFit => RoutingReasons.BestFit,
            var other => throw new ArgumentOutOfRangeException(nameof(ask), other, "No rule for this choice"),
        });
    }

    private struct Best
    {
        private double measure;
        private int spared;

        public Seat? Seat { get; private set; }
        public int Count { get; private set; }

        /// <summary>Another is as good in everything; the longer ago decided.</summary>
        public bool IsTied { get; private set; }

        /// <summary>Another fits as well, and is missed more elsewhere.</summary>
        public bool IsSpared { get; private set; }

        public void Take(Seat seat, double by, int spare)
        {
            Count++;
            var order = Seat is null ? 1 : by.CompareTo(measure);
            if (order < 0) return;
            if (order == 0)
            {
                if (spare != spared) IsSpared = true;
                if (spare < spared) return;
                IsTied = spare == spared;
                if (IsTied && !IsLongerAgo(seat.Agent, Seat!.Agent)) return;
            }
            else
            {
                (IsTied, IsSpared) = (false, false);
            }

            (Seat, measure, spared) = (seat, by, spare);
        }

        private static bool IsLongerAgo(Agent a, Agent b)
        {
            var (x, y) = (a.LastAssignedAt ?? DateTimeOffset.MinValue, b.LastAssignedAt ?? DateTimeOffset.MinValue);
            return x == y ? a.Id.Value.CompareTo(b.Id.Value) < 0 : x < y;
        }
    }
}
