using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Somebody got a conversation.</summary>
public sealed record DeskOffer(Queue Queue, Conversation Conversation, Agent Agent, string Reason, CapacityShare Share);

/// <summary>
/// Routing in memory, event by event, by the very rules of the product: for playing days through. Who waits and who could be
/// asked are kept in indexes; every decision is made by <see cref="RoutingPool"/> in the order of <see cref="WaitingLine"/>.
/// </summary>
/// <param name="at">What a queue is like at a moment, such as closed; by default as it was given.</param>
public sealed class RoutingDesk(RoutingPool pool, Func<Queue, DateTimeOffset, Queue>? at = null)
{
    private readonly WaitingLine line = new();

    public int Waiting => line.Count;

    public IEnumerable<(Queue Queue, Conversation Conversation)> All => line.All;

    public RoutingPool Pool => pool;

    /// <summary>A conversation comes; it is given to somebody now, or waits.</summary>
    public DeskOffer? Arrive(Queue queue, Conversation conversation, DateTimeOffset now)
    {
        // Those who wait could not be given to anybody at the last event, and an arrival frees nobody: only the new one is asked about.
        if (Offer(queue, conversation, now) is { } offer) return offer;
        line.Add(queue, conversation);
        return null;
    }

    /// <summary>Somebody is done with a conversation.</summary>
    public void Release(UserId agent, ChannelKind kind, CapacityShare share) => pool.Update(pool.Find(agent).Releasing(kind, share.Units));

    /// <summary>Somebody has resolved a conversation and wraps up: its units stay in use until <see cref="Release"/>, and when that will be is known.</summary>
    public void WrapUp(UserId agent, WrapUp wrapUp)
    {
        var known = pool.Find(agent);
        pool.Update(known with { WrapUps = [.. known.WrapUps.Append(wrapUp).OrderBy(w => w.Until)] });
    }

    /// <summary>Somebody is done with what they wrapped up.</summary>
    public void Release(UserId agent, CapacityShare share, WrapUp wrapUp)
    {
        var known = pool.Find(agent);
        pool.Update(known with { WrapUps = known.WrapUps.Remove(wrapUp) });
        Release(agent, wrapUp.Channel, share);
    }

    public void Leave(Conversation conversation) => line.Remove(conversation);

    /// <summary>The most urgent of those who wait that somebody can have; null when nobody can have any of them.</summary>
    public DeskOffer? Next(DateTimeOffset now)
    {
        if (line.Count == 0 || pool.Open == 0) return null;
        foreach (var (queue, conversation) in line.Heads(now))
        {
            if (Offer(queue, conversation, now) is not { } offer) continue;
            line.Remove(conversation);
            return offer;
        }

        return null;
    }

    private DeskOffer? Offer(Queue queue, Conversation conversation, DateTimeOffset now)
    {
        if (pool.Open == 0) return null;
        var ask = RoutingAsk.Of(at?.Invoke(queue, now) ?? queue, conversation, now);
        if (pool.Pick(ask) is not ({ } agent, { } reason)) return null;
        var share = RoutingRules.ShareOf(agent, ask);
        pool.Update(agent.Taking(ask.Channel, share.Units, now));
        return new(queue, conversation, agent, reason, share);
    }
}
