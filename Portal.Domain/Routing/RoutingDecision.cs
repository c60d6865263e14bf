using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>What the rules say about one member of a queue for one conversation. The first one that applies, from the top.</summary>
public enum Verdict
{
    /// <summary>It was offered to them.</summary>
    Chosen,
    /// <summary>Could have had it; somebody else came first.</summary>
    Outranked,
    /// <summary>Access has ended.</summary>
    NoAccess,
    Offline,
    Away,
    Busy,
    /// <summary>Takes only what colleagues hand over.</summary>
    TransfersOnly,
    /// <summary>Lacks a skill that is asked for, or has too little of it.</summary>
    LacksSkill,
    /// <summary>Was offered it in this round and did not open it, or gave it back.</summary>
    PassedOver,
    /// <summary>No room for another conversation.</summary>
    Full,
    /// <summary>A fallback member, and the wait is not long enough yet.</summary>
    NotYet,
    /// <summary>Could have it; it is kept a little for whoever had it before.</summary>
    KeptForKnown,
    /// <summary>It came when the line was full, and waits for an address or for room.</summary>
    NotInLine,
    /// <summary>The queue is closed by its calendar.</summary>
    Closed,
    /// <summary>No room for it until they are done with what they have resolved.</summary>
    WrappingUp,
    /// <summary>Has no units of capacity for this kind of channel.</summary>
    NoUnits,
}

/// <summary>One member as the rules saw them, at the moment of the decision.</summary>
/// <param name="Free">Room for this many more ordinary conversations of its kind of channel.</param>
/// <param name="Capacity">Units for that kind.</param>
/// <param name="Missing">The skill that they lack, at the level asked for then.</param>
/// <param name="Score">What the queue chose by: half units of room, minutes since the last assignment (null when there was none), or the fit.</param>
/// <param name="FreeAt">When the end of a wrap-up gives them room, at the latest.</param>
public sealed record Candidate(UserId Agent, string Name, Verdict Verdict, int Free, int Capacity, bool IsFallback, SkillNeed? Missing = null, double? Score = null, DateTimeOffset? FreeAt = null);

/// <summary>
/// Why a conversation went to somebody, or why it still waits: everybody who was looked at, and the rule that decided about
/// each. Written once, when it is taken; never changed.
/// </summary>
public sealed record RoutingDecision
{
    /// <summary>Members beyond this many are only counted: the chosen one and those who nearly were come first.</summary>
    public const int MostCandidates = 40;

    /// <summary>Of the record; empty for a decision that was not recorded.</summary>
    public Guid Id { get; init; }
    public required ConversationId ConversationId { get; init; }
    public required QueueId QueueId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Since when it waited for this decision.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>Null when it still waits.</summary>
    public UserId? AgentId { get; init; }

    /// <summary>One of <see cref="RoutingReasons"/> or <see cref="WaitReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>What was asked for then, after relaxation.</summary>
    public ImmutableArray<SkillNeed> Needs { get; init; } = [];

    /// <summary>So many levels less than at first were asked for.</summary>
    public int Lowered { get; init; }

    /// <summary>How urgent it was (<see cref="UrgencyRules"/>).</summary>
    public double Urgency { get; init; }

    /// <summary>The version of the queue's rules by which this was decided.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>What it takes of the chosen agent's capacity; null when it still waits. Not recorded.</summary>
    public CapacityShare? Share { get; init; }

    /// <summary>How the queue chose among those who could have it, then.</summary>
    public required AgentChoice Method { get; init; }

    /// <summary>When the same facts alone lead to another decision: a fallback member's time comes, or less is asked for. Null when only an event can help.</summary>
    public DateTimeOffset? LookAgainAt { get; init; }

    public ImmutableArray<Candidate> Candidates { get; init; } = [];

    /// <summary>Members who were looked at and are not in <see cref="Candidates"/>.</summary>
    public int Others { get; init; }
}
