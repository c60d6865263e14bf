using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>A conversation that comes on the virtual clock.</summary>
/// <param name="Handling">How long it occupies its agent's capacity.</param>
/// <param name="Patience">How long the customer waits for somebody; null for as long as it takes.</param>
/// <param name="IsHandedOn">Whoever has it gives it to another queue at the end, which is not played: nothing is resolved and nothing wrapped up.</param>
/// <param name="IsBackground">Takes its agent's time and is in no figure: what came to another queue that is played with this one.</param>
public sealed record SimulatedCase(int Number, Conversation Conversation, TimeSpan Handling, TimeSpan? Patience, bool IsHandedOn = false, bool IsBackground = false);

/// <summary>What happens while a day is played through.</summary>
public interface ISimulationWatcher
{
    /// <summary>After each event, when everything that it allowed has been decided.</summary>
    void Settled(RoutingDesk desk, DateTimeOffset now);

    void Given(SimulatedCase what, DeskOffer offer, TimeSpan waited, DateTimeOffset now);

    void GaveUp(SimulatedCase what, DateTimeOffset now);

    /// <summary>Moved to another queue: after waiting too long in its own, or because the line was full.</summary>
    void Overflowed(SimulatedCase what);

    /// <summary>The line was full: asked for an address and answered later without waiting in the chat, or told that nobody can answer now.</summary>
    void TurnedAway(SimulatedCase what, WhenFull then)
    {
    }

    void Done(SimulatedCase what, DeskOffer offer, DateTimeOffset now);
}

/// <summary>
/// Plays conversations through the product's own rules on a virtual clock: every arrival, end, step of relaxation, fallback and
/// overflow, opening and end of a wrap-up is an event, and a decision is taken on each event that allows one. Nothing real is read or touched.
/// </summary>
public sealed class RoutingSimulation(IReadOnlyDictionary<QueueId, Queue> queues, RoutingDesk desk, ISimulationWatcher watcher)
{
    private readonly PriorityQueue<Event, (long At, long Number)> events = new();
    private readonly Dictionary<ConversationId, SimulatedCase> waiting = [];
    private long number;

    /// <summary>Somebody comes, goes, or changes their status at a time.</summary>
    public void Schedule(DateTimeOffset at, UserId agent, Presence presence) => Add(at, new Event(null, null, () =>
    {
        var known = desk.Pool.Find(agent);
        desk.Pool.Update(known with { Presence = presence, CameAt = known.Presence is Presence.Offline ? at : known.CameAt });
    }));

    /// <summary>Something outside changes at a time, such as a queue that opens: those who wait are looked at again.</summary>
    public void LookAgainAt(DateTimeOffset at) => Add(at, new Event(null, null, static () => { }));

    /// <param name="arrivals">In the order of <see cref="Conversation.CreatedAt"/>.</param>
    public void Run(IEnumerable<SimulatedCase> arrivals, CancellationToken ct)
    {
        foreach (var next in arrivals)
        {
            ct.ThrowIfCancellationRequested();
            HappenUntil(next.Conversation.CreatedAt);
            Arrive(next, next.Conversation.CreatedAt);
        }

        HappenUntil(DateTimeOffset.MaxValue);
    }

    private void HappenUntil(DateTimeOffset until)
    {
        while (events.TryPeek(out var next, out var when) && when.At <= until.UtcTicks)
        {
            events.Dequeue();
            var now = new DateTimeOffset(when.At, TimeSpan.Zero);
            if (next.Ends is { } offer)
            {
                End(next.Case!, offer, now);
                watcher.Done(next.Case!, offer, now);
            }
            else if (next.Change is { } change)
            {
                change();
            }
            else if (!Leaves(next.Case!, now))
            {
                continue;
            }

            while (desk.Next(now) is { } given) Give(given, now);
            watcher.Settled(desk, now);
        }
    }

    private void Arrive(SimulatedCase what, DateTimeOffset now)
    {
        var queue = queues[what.Conversation.QueueId];
        if (desk.Arrive(queue, what.Conversation, now) is { } offer)
        {
            Begin(what, offer, TimeSpan.Zero, now);
        }
        else if (MayStand(queue, what, now) is { } standing)
        {
            what = standing;
            waiting[what.Conversation.Id] = what;
            if (what.Patience is { } patience) Add(now + patience, new(what, null, null));
            LookAgain(queue, what, now);
        }

        watcher.Settled(desk, now);
    }

    /// <summary>Times at which the rules change their mind without any event.</summary>
    private void LookAgain(Queue queue, SimulatedCase what, DateTimeOffset now)
    {
        var since = what.Conversation.QueuedAt ?? now;
        Action nothing = static () => { };
        foreach (var step in queue.Relaxation) Add(since + step.After, new(what, null, nothing));
        if (queue.FallbackAfter is { } fallback) Add(since + fallback, new(what, null, nothing));
        if (queue.KeepForKnown > TimeSpan.Zero && what.Conversation.PreferredAgentId is not null) Add(since + queue.KeepForKnown, new(what, null, nothing));
        if (queue is { OverflowTo: { } target, OverflowAfter: { } limit } && queues.TryGetValue(target, out var next))
            Add(since + limit, new(what, null, () => Move(what, next, since + limit)));
    }

    /// <summary>Who came with nobody to answer, when the line may be full (<see cref="LineRules"/>).</summary>
    /// <returns>The case as it waits; null for one that is gone, or waits elsewhere.</returns>
    private SimulatedCase? MayStand(Queue queue, SimulatedCase what, DateTimeOffset now)
    {
        if (queue.LongestLine is not { } longest) return what;
        var line = LineOf(queue).Append(InLineOf(what, LinePlace.Arriving)).ToList();
        if (LineRules.Steps(longest, line, now).All(s => s.Step is not LineStep.TurnAway)) return what;
        if (queue.WhenFull is WhenFull.Overflow)
        {
            // With nowhere to go on to, they wait.
            if (queue.OverflowTo is not { } to || !queues.TryGetValue(to, out var next)) return what;
            waiting[what.Conversation.Id] = what;
            Move(what, next, now);
            if (what.Patience is { } patience) Add(now + patience, new(what, null, null));
            return null;
        }

        watcher.TurnedAway(what, queue.WhenFull);
        // Asked for an address, everybody leaves one: they keep their place, and their patience has no end.
        if (queue.WhenFull is WhenFull.AskEmail) return what with { Patience = null, Conversation = what.Conversation with { Place = LinePlace.ByEmail } };
        desk.Leave(what.Conversation);
        return null;
    }

    /// <summary>Those who stand in line before the next one; whoever is answered by email does not.</summary>
    private IEnumerable<InLine> LineOf(Queue queue) =>
        waiting.Values.Where(w => w.Conversation.QueueId == queue.Id && w.Conversation.Place is not LinePlace.ByEmail).Select(w => InLineOf(w, LinePlace.InLine));

    private static InLine InLineOf(SimulatedCase what, LinePlace place) => new(what.Conversation.Id, what.Conversation.CustomerId, what.Conversation.QueuedAt ?? what.Conversation.CreatedAt, place);

    private void End(SimulatedCase what, DeskOffer offer, DateTimeOffset now)
    {
        if (what.IsHandedOn || offer.Queue.WrapUp <= TimeSpan.Zero)
        {
            desk.Release(offer.Agent.Id, offer.Conversation.Channel, offer.Share);
            return;
        }

        var wrapUp = new WrapUp(offer.Conversation.Channel, offer.Share.Units, now + offer.Queue.WrapUp);
        desk.WrapUp(offer.Agent.Id, wrapUp);
        Add(wrapUp.Until, new(null, null, () => desk.Release(offer.Agent.Id, offer.Share, wrapUp)));
    }

    private void Move(SimulatedCase what, Queue to, DateTimeOffset now)
    {
        if (!waiting.Remove(what.Conversation.Id)) return;
        desk.Leave(what.Conversation);
        watcher.Overflowed(what);
        // Whoever had it before is not asked first there.
        var moved = what with { Conversation = what.Conversation with { QueueId = to.Id, PreferredAgentId = null } };
        if (desk.Arrive(to, moved.Conversation, now) is { } offer)
        {
            Begin(moved, offer, now - (moved.Conversation.QueuedAt ?? now), now);
            return;
        }

        waiting[moved.Conversation.Id] = moved;
        LookAgain(to, moved, now);
    }

    private bool Leaves(SimulatedCase what, DateTimeOffset now)
    {
        if (!waiting.Remove(what.Conversation.Id, out var there)) return false;
        desk.Leave(there.Conversation);
        watcher.GaveUp(there, now);
        return true;
    }

    private void Give(DeskOffer offer, DateTimeOffset now)
    {
        waiting.Remove(offer.Conversation.Id, out var what);
        Begin(what!, offer, now - (offer.Conversation.QueuedAt ?? now), now);
    }

    private void Begin(SimulatedCase what, DeskOffer offer, TimeSpan waited, DateTimeOffset now)
    {
        watcher.Given(what, offer, waited, now);
        Add(now + what.Handling, new(what, offer, null));
    }

    private void Add(DateTimeOffset at, Event what) => events.Enqueue(what, (at.UtcTicks, number++));

    /// <summary>The end of <paramref name="Ends"/>, a change, or else a customer who gives up.</summary>
    private sealed record Event(SimulatedCase? Case, DeskOffer? Ends, Action? Change);
}
