using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Counts what happens while a trial is played.</summary>
internal sealed class WhatIfWatch(Queue queue) : ISimulationWatcher
{
    private readonly List<TimeSpan> waits = [];
    private readonly Dictionary<UserId, (double UnitHours, int Count)> work = [];
    private DateTimeOffset last;
    private int gaveUp;
    private int overflowed, handedOn, byEmail, refused, lessSkilled, toKnown;

    public void Settled(RoutingDesk desk, DateTimeOffset now)
    {
        // A queue that opens days later, for nobody, makes nobody's day longer.
    }

    public void Given(SimulatedCase what, DeskOffer offer, TimeSpan waited, DateTimeOffset now)
    {
        last = now;
        if (what.IsBackground) return;
        waits.Add(waited);
        if (offer.Reason == RoutingReasons.KnowsCustomer) toKnown++;
        if (SkillRules.Missing(offer.Agent.Skills, SkillRules.Combine(offer.Queue.Needs, offer.Conversation.Needs)) is not null) lessSkilled++;
    }

    public void GaveUp(SimulatedCase what, DateTimeOffset now)
    {
        if (!what.IsBackground) gaveUp++;
    }

    public void Overflowed(SimulatedCase what)
    {
        if (!what.IsBackground) overflowed++;
    }

    public void TurnedAway(SimulatedCase what, WhenFull then)
    {
        if (what.IsBackground) return;
        if (then is WhenFull.AskEmail) byEmail++;
        else refused++;
    }

    public void Done(SimulatedCase what, DeskOffer offer, DateTimeOffset now)
    {
        var wrapUp = what.IsHandedOn ? TimeSpan.Zero : offer.Queue.WrapUp;
        last = now + wrapUp > last ? now + wrapUp : last;
        if (what is { IsHandedOn: true, IsBackground: false }) handedOn++;
        var known = work.GetValueOrDefault(offer.Agent.Id);
        work[offer.Agent.Id] = (known.UnitHours + ((what.Handling + wrapUp).TotalHours * offer.Share.Units / Weights.Ordinary), known.Count + 1);
    }

    /// <param name="cases">Those that are in the figures.</param>
    /// <param name="agents">Whose occupancy is told.</param>
    public WhatIfFigures Figures(int cases, DateTimeOffset began, IEnumerable<Agent> agents)
    {
        waits.Sort();
        var hours = Math.Max((last - began).TotalHours, 1e-9);
        return new(
            cases, waits.Count, gaveUp, overflowed, cases - waits.Count - gaveUp - refused, At(0.5), At(0.9), At(0.99), waits.Count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)waits.Average(w => w.Ticks)),
            cases == 0 ? 0 : 100.0 * waits.Count(w => w <= queue.ServiceLevelWithin) / cases,
            [.. agents.Select(a => new AgentOccupancy(a.Name, 100 * work.GetValueOrDefault(a.Id).UnitHours / (hours * Math.Max(1, a.Capacity.Total)), work.GetValueOrDefault(a.Id).Count)).OrderByDescending(a => a.Percent).ThenBy(a => a.Name, StringComparer.OrdinalIgnoreCase)], byEmail, refused, lessSkilled, handedOn, toKnown);
    }

    private TimeSpan At(double share) => waits.Count == 0 ? TimeSpan.Zero : waits[Math.Min(waits.Count - 1, (int)(waits.Count * share))];
}
