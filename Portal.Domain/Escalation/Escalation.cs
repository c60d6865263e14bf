using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

public enum EscalationState
{
    /// <summary>The tier has been asked; whoever had the conversation has it still.</summary>
    Asked,
    Accepted,
    /// <summary>Given back with a reason.</summary>
    Returned,
    /// <summary>Taken back by whoever asked, or overtaken: the conversation was resolved, moved elsewhere or taken by somebody outside the tier.</summary>
    Withdrawn,
    /// <summary>Nobody accepted, and no further tier is named.</summary>
    Lapsed,
}

public enum EscalationCause { ByHand, ServiceLevelMissed, RepeatedContact, CustomerUpset }

/// <summary>A conversation that was handed up, or is about to be. At most one per conversation is <see cref="EscalationState.Asked"/>. Times are UTC.</summary>
public sealed record EscalationCase
{
    /// <summary>A version-7 UUID: newer ones sort later.</summary>
    public required Guid Id { get; init; }

    public required ConversationId ConversationId { get; init; }
    public required Guid TierId { get; init; }

    /// <summary>As it was called then.</summary>
    public required string TierName { get; init; }

    public required QueueId QueueId { get; init; }
    public required EscalationCause Cause { get; init; }
    public required EscalationState State { get; init; }

    /// <summary>Who had the conversation when it was asked for; null when nobody had.</summary>
    public UserId? FromAgentId { get; init; }

    /// <summary>Where it waited, or was answered, when it was asked for: what nobody had goes back there.</summary>
    public required QueueId FromQueueId { get; init; }

    /// <summary>Who asked, and wants to know what becomes of it; null for Portal.</summary>
    public UserId? AskedById { get; init; }

    /// <summary>The name of whoever asked.</summary>
    public required string FromName { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When the tier was asked that is asked now: later than <see cref="AskedAt"/> after a lapse.</summary>
    public required DateTimeOffset TierAskedAt { get; init; }

    /// <summary>When the customer had been told of this tier, and what nobody has had moved there. Null for a moment, or after a crash: then it is done again.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>When the next tier is asked instead; null once that is settled. Has an index: it is asked for every second.</summary>
    public DateTimeOffset? AcceptBy { get; init; }

    public UserId? AcceptedById { get; init; }
    public string? AcceptedByName { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the conversation went over. Null after <see cref="AcceptedAt"/> only for a moment, or after a crash: then it is done again.</summary>
    public DateTimeOffset? HandedOverAt { get; init; }

    /// <summary>Tiers that were asked and did not accept in time.</summary>
    public int Lapses { get; init; }

    public string? ReturnReason { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often the customer was asked after acceptance for something already told; null until the conversation is resolved.</summary>
    public int? AskedAgain { get; init; }

    /// <summary>The conversation was resolved since: should it be opened again, it begins on the first level and may be handed up for the same cause once more.</summary>
    public bool IsPast { get; init; }

    /// <summary>The customer is one whom the demo plays: marked, and counted nowhere.</summary>
    public bool IsSimulated { get; init; }

    public required HandoverPacket Packet { get; init; }

    /// <summary>What the sender says to the customer about it; null without one, and once it has been said.</summary>
    public string? Word { get; init; }

    /// <summary>Grows with each change: a change is written only over the version that it was made from.</summary>
    public int Version { get; init; }

    public TimeSpan? AcceptedAfter => AcceptedAt - AskedAt;

    /// <summary>Whom to tell what becomes of it; null when Portal asked for what nobody had.</summary>
    public UserId? Sender => AskedById ?? FromAgentId;
}
