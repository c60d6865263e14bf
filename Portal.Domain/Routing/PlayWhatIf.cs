using Portal.Domain.Conversations;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>
/// Plays a past day, or a generated load, through the product's own rules twice: as the queue is, and with a changed policy.
/// Queues open and close by their calendars, lines have their longest length, and everybody wraps up for as long as they may. The
/// members, and those of the queue that it overflows to, come when it begins and are taken as available all the time. Nothing real is touched.
/// </summary>
public sealed class PlayWhatIf(IRoutingStore store, ServiceStandards standards)
{
    private const int MostAgents = 500;

    public async Task<WhatIfOutcome> ExecuteAsync(Actor actor, QueueId id, WhatIfLoad load, WhatIfChange change, CancellationToken ct)
    {
        if (!actor.Leads) return new WhatIfOutcome.NotAllowed();
        if (Fault(load, change) is { } fault) return new WhatIfOutcome.Invalid(fault);
        if (await store.FindQueueAsync(id, ct) is not { } queue) return new WhatIfOutcome.Invalid("what-if-queue");
        var elsewhere = queue.OverflowTo is { } to && await store.FindQueueAsync(to, ct) is { } found ? found with { OverflowTo = null } : null;
        // A surge of today is none of that day.
        (queue, elsewhere) = (queue with { SurgeUntil = null }, elsewhere is null ? null : elsewhere with { SurgeUntil = null });
        QueueId[] played = elsewhere is null ? [id] : [id, elsewhere.Id];
        var members = await store.ListSeatsAsync(played, ct);
        UserId[] team = [.. members[id].Where(s => s.Agent.IsEnabled).OrderBy(s => s.Agent.Name, StringComparer.OrdinalIgnoreCase).Select(s => s.Agent.Id)];
        if (team.Length == 0) return new WhatIfOutcome.NoMembers();
        var known = await standards.ForAsync(played, ct);
        (queue, elsewhere) = (queue with { Policy = known.Of(id)?.Policy }, elsewhere is null ? null : elsewhere with { Policy = known.Of(elsewhere.Id)?.Policy });
        var calendar = known.Of(id)?.Calendar;
        var cases = load switch
        {
            WhatIfLoad.Generated generated => WhatIfLoadMaker.Draw(generated, id, StartOf(calendar), team),
            WhatIfLoad.Day day => WhatIfLoadMaker.Replay(await ReadAsync(played, calendar is null ? day : day with { Zone = CalendarRules.ZoneOf(calendar) }, ct), id),
            var other => throw new InvalidOperationException($"No such load: {other}"),
        };
        if (cases.All(c => c.IsBackground)) return new WhatIfOutcome.NothingCame();
        var hours = new WhatIfHours(played.Select(q => (q, known.Of(q)?.Calendar)), cases[0].Conversation.CreatedAt, cases[^1].Conversation.CreatedAt);
        ChannelKind[] kinds = [.. cases.Select(c => c.Conversation.Channel).Distinct()];
        var begins = cases[0].Conversation.CreatedAt;
        var (seats, others) = (TeamOf(members[id], kinds, begins), elsewhere is null ? [] : TeamOf(members[elsewhere.Id], kinds, begins));
        var trial = new Trial(elsewhere, others, hours, cases);
        // Minutes of a processor at most, and never on the thread of a page.
        return await Task.Run(() => new WhatIfOutcome.Played(Play(queue, seats, trial, ct), Play(Changed(queue, change), Changed(seats, change, kinds), trial, ct)), ct);
    }

    /// <summary>What both policies meet.</summary>
    /// <param name="Elsewhere">Where the queue overflows to; null for nowhere.</param>
    /// <param name="Others">Its members.</param>
    private sealed record Trial(Queue? Elsewhere, IReadOnlyList<Seat> Others, WhatIfHours Hours, IReadOnlyList<SimulatedCase> Cases);

    /// <summary>Everybody there with nothing to do yet, and with capacity only for the kinds of channel that come.</summary>
    private static List<Seat> TeamOf(IEnumerable<Seat> members, IReadOnlyCollection<ChannelKind> kinds, DateTimeOffset begins) =>
    [
        .. members.Where(s => s.Agent.IsEnabled).OrderBy(s => s.Agent.Name, StringComparer.OrdinalIgnoreCase).Take(MostAgents).Select(s => s with
        {
            Agent = s.Agent with { Presence = Presence.Available, Used = default, Load = default, WrapUps = [], LastAssignedAt = null, CameAt = begins, Capacity = Only(s.Agent.Capacity, kinds) },
        }),
    ];

    private static PerChannel Only(PerChannel capacity, IReadOnlyCollection<ChannelKind> kinds) => kinds.Aggregate(new PerChannel(), (sum, k) => sum.With(k, capacity[k]));

    private Task<IReadOnlyList<PastConversation>> ReadAsync(IReadOnlyCollection<QueueId> queues, WhatIfLoad.Day day, CancellationToken ct)
    {
        var midnight = day.Date.ToDateTime(TimeOnly.MinValue);
        var (from, to) = (new DateTimeOffset(midnight, day.Zone.GetUtcOffset(midnight)), new DateTimeOffset(midnight.AddDays(1), day.Zone.GetUtcOffset(midnight.AddDays(1))));
        return store.ListPastAsync(queues, from, to, WhatIfLoadMaker.Most, ct);
    }

    /// <summary>When the queue opens on the Monday that loads are drawn for.</summary>
    private static DateTimeOffset StartOf(BusinessCalendar? calendar)
    {
        if (calendar is null) return WhatIfLoadMaker.Start;
        var midnight = WhatIfLoadMaker.Start.Date;
        var from = new DateTimeOffset(midnight, CalendarRules.ZoneOf(calendar).GetUtcOffset(midnight));
        return CalendarRules.IsOpen(calendar, from) ? from : CalendarRules.OpensAt(calendar, from) ?? WhatIfLoadMaker.Start;
    }

    private static WhatIfFigures Play(Queue queue, IReadOnlyList<Seat> seats, Trial trial, CancellationToken ct)
    {
        var pool = new RoutingPool(SurgeRules.IsOn(queue, trial.Cases[0].Conversation.CreatedAt) ? queue.SurgePercent : 100);
        foreach (var seat in seats) pool.Add(queue.Id, seat);
        var queues = new Dictionary<QueueId, Queue> { [queue.Id] = queue };
        if (trial.Elsewhere is { } elsewhere)
        {
            queues[elsewhere.Id] = elsewhere;
            // Who is in both has the changed capacity there too: the pool knows them already.
            foreach (var seat in trial.Others) pool.Add(elsewhere.Id, seat);
        }

        var watch = new WhatIfWatch(queue);
        var simulation = new RoutingSimulation(queues, new(pool, trial.Hours.At), watch);
        foreach (var opens in trial.Hours.Openings) simulation.LookAgainAt(opens);
        foreach (var one in queues.Values) foreach (var grows in CapacityRules.Growths(one, trial.Cases[0].Conversation.CreatedAt)) simulation.LookAgainAt(grows);
        simulation.Run(trial.Cases, ct);
        return watch.Figures(trial.Cases.Count(c => !c.IsBackground), trial.Cases[0].Conversation.CreatedAt, seats.Select(s => s.Agent));
    }

    private static Queue Changed(Queue queue, WhatIfChange change) => queue with
    {
        AgentChoice = change.Choice ?? queue.AgentChoice, Weight = change.Weight ?? queue.Weight, FallbackAfter = change.FallbackAfter ?? queue.FallbackAfter,
        OverflowAfter = change.OverflowAfter ?? queue.OverflowAfter, WrapUp = change.WrapUp ?? queue.WrapUp, LongestLine = change.LongestLine ?? queue.LongestLine, KeepForKnown = change.KeepForKnown ?? queue.KeepForKnown,
        Priority = change.Priority ?? queue.Priority, ServiceLevelWithin = change.Standard ?? queue.ServiceLevelWithin, RampUp = change.RampUp ?? queue.RampUp,
        SurgePercent = change.Surge ?? queue.SurgePercent, SurgeUntil = change.Surge is null ? null : DateTimeOffset.MaxValue, Relaxation = change.Relax is false ? [] : queue.Relaxation,
    };

    private static List<Seat> Changed(List<Seat> seats, WhatIfChange change, IReadOnlyCollection<ChannelKind> kinds)
    {
        var count = Math.Clamp(seats.Count + change.MoreAgents, 1, MostAgents);
        List<Seat> team = [.. seats.Take(count)];
        for (var n = 0; team.Count < count; n++)
        {
            var like = seats[n % seats.Count];
            team.Add(like with { Agent = like.Agent with { Id = new(new Guid(n + 1, 2, 0, new byte[8])), Name = $"{like.Agent.Name} +{(n / seats.Count) + 1}" } });
        }

        return change.Capacity is { } capacity ? team.ConvertAll(s => s with { Agent = s.Agent with { Capacity = kinds.Aggregate(new PerChannel(), (sum, k) => sum.With(k, capacity)) } }) : team;
    }

    private static string? Fault(WhatIfLoad load, WhatIfChange change)
    {
        if (load is WhatIfLoad.Generated g)
        {
            if (g.PerHour is not (> 0 and <= 2_000)) return "what-if-rate";
            if (g.Hours is not (> 0 and <= 24)) return "what-if-hours";
            if (g.Handling < TimeSpan.FromSeconds(1) || g.Handling > TimeSpan.FromHours(8)) return "what-if-handling";
            if (g.HandedOn is not (>= 0 and <= 100)) return "what-if-handed-on";
            if (g.Known is not (>= 0 and <= 100)) return "what-if-known";
            if (g.Patience is { } patience && (patience < TimeSpan.FromSeconds(1) || patience > TimeSpan.FromDays(1))) return "what-if-patience";
        }

        if (change.Capacity is < 1 or > 100) return "what-if-capacity";
        if (change.Weight is < Weights.Lightest or > Weights.Heaviest) return "what-if-weight";
        if (change.WrapUp < TimeSpan.Zero || change.WrapUp > TimeSpan.FromHours(1)) return "what-if-wrap-up";
        if (change.KeepForKnown < TimeSpan.Zero || change.KeepForKnown > TimeSpan.FromHours(1)) return "what-if-keep";
        if (change.OverflowAfter is { } limit && (limit < TimeSpan.FromSeconds(5) || limit > TimeSpan.FromDays(1))) return "what-if-overflow";
        if (change.Priority is < Queue.HighestPriority or > Queue.LowestPriority) return "what-if-priority";
        if (change.Standard is { } standard && (standard < TimeSpan.FromSeconds(1) || standard > TimeSpan.FromDays(30))) return "what-if-standard";
        if (change.RampUp is { } ramp && (ramp < TimeSpan.Zero || ramp > TimeSpan.FromHours(4))) return "what-if-ramp";
        if (change.Surge is < SetSurge.LeastPercent or > SetSurge.MostPercent) return "what-if-surge";
        if (change.LongestLine is < 1 or > KeepLine.Longest) return "what-if-line";
        return change.MoreAgents is < -MostAgents or > MostAgents ? "what-if-agents" : null;
    }
}
