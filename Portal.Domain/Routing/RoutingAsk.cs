using System.Collections.Immutable;
using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>What one waiting conversation asks of each member of its queue at one moment: worked out once for all of them.</summary>
public sealed class RoutingAsk
{
    private RoutingAsk(Queue queue, Conversation conversation, DateTimeOffset now)
    {
        (Queue, Conversation, Now, QueuedAt) = (queue, conversation, now, conversation.QueuedAt ?? now);
        var waited = now > QueuedAt ? now - QueuedAt : TimeSpan.Zero;
        Asked = SkillRules.Combine(queue.Needs, conversation.Needs);
        Units = conversation.Weight ?? queue.Weight;
        FallbackAt = queue.FallbackAfter is { } wait ? QueuedAt + wait : null;
        KeepUntil = conversation.PreferredAgentId is null || queue.KeepForKnown <= waited ? null : QueuedAt + queue.KeepForKnown;
        OverflowAt = queue is { OverflowTo: not null, OverflowAfter: { } limit } ? QueuedAt + limit : null;
        ClosedUntil = queue.ClosedUntil > now ? queue.ClosedUntil : null;
        RoundEndsAt = conversation is { PassedOver.Length: > 0, PassedOverAt: { } last } ? last + queue.OfferTimeout : null;
        IsBeyond = conversation.Place is LinePlace.Beyond && queue.LongestLine is not null;
        if (Asked.Length == 0) return;
        Lowered = SkillRules.Lowered(queue.Relaxation, waited);
        NextStepAt = SkillRules.NextStep(queue.Relaxation, waited) is { } step ? QueuedAt + step : null;
        Needs = SkillRules.Relax(Asked, Lowered);
    }

    public Queue Queue { get; }
    public Conversation Conversation { get; }
    public DateTimeOffset Now { get; }
    public DateTimeOffset QueuedAt { get; }

    /// <summary>The skills before any relaxation.</summary>
    public ImmutableArray<SkillNeed> Asked { get; }

    /// <summary>The skills still asked for.</summary>
    public ImmutableArray<SkillNeed> Needs { get; } = [];

    /// <summary>So many levels less than <see cref="Asked"/>.</summary>
    public int Lowered { get; }

    /// <summary>When less is asked for; null when it stays like this.</summary>
    public DateTimeOffset? NextStepAt { get; }

    /// <summary>Of which kind of capacity it takes.</summary>
    public ChannelKind Channel => Conversation.Channel;

    /// <summary>Half units that the conversation weighs.</summary>
    public int Units { get; }

    public DateTimeOffset? FallbackAt { get; }

    /// <summary>When it goes to another queue if nobody has it by then.</summary>
    public DateTimeOffset? OverflowAt { get; }

    /// <summary>Until when nobody is offered anything because the queue is closed; null while it is open.</summary>
    public DateTimeOffset? ClosedUntil { get; }

    /// <summary>The line was full when it came, and no address has been left.</summary>
    public bool IsBeyond { get; }

    /// <summary>When those who did not open it may be asked again, if nobody else could have it until then: as long as an offer takes.</summary>
    public DateTimeOffset? RoundEndsAt { get; }

    /// <summary>Until when it is kept for whoever had it before; null when it is not.</summary>
    public DateTimeOffset? KeepUntil { get; }

    public static RoutingAsk Of(Queue queue, Conversation conversation, DateTimeOffset now) => new(queue, conversation, now);
}
