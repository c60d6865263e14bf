using System.Collections.Immutable;
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
    /// <summary>Was offered it in this round and did not open it, or gave it back.</summary>
    PassedOver,
    /// <summary>No room for another conversation.</summary>
    Full,
    /// <summary>A fallback member, and the wait is not long enough yet.</summary>
    NotYet,
}

/// <summary>One member as the rules saw them, at the moment of the decision.</summary>
/// <param name="Free">Room for this many more conversations.</param>
public sealed record Candidate(UserId Agent, string Name, Verdict Verdict, int Free, int Capacity, bool IsFallback);

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

    /// <summary>How the queue chose among those who could have it, then.</summary>
    public required AgentChoice Method { get; init; }

    /// <summary>When the same facts alone lead to another decision: a fallback member's time comes. Null when only an event can help.</summary>
    public DateTimeOffset? LookAgainAt { get; init; }

    public ImmutableArray<Candidate> Candidates { get; init; } = [];

    /// <summary>Members who were looked at and are not in <see cref="Candidates"/>.</summary>
    public int Others { get; init; }
}
