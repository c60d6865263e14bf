using System.Collections.Immutable;

namespace Portal.Domain.Conversations;

/// <summary>Why the log wrote nothing.</summary>
public enum Refusal
{
    NotYours, Empty, TooLong, Resolved, NotResolved, AlreadyTaken, NotAssigned, AgentUnavailable, SameQueue, InThePast, TooFar, IdUsedTwice, NothingToDo, Unreadable,
}

/// <summary>How an assignment treats the agent's capacity.</summary>
public enum CapacityClaim
{
    /// <summary>By routing: the agent must be available and have room.</summary>
    Routed,
    /// <summary>By hand: the agent must have room, whatever their status. Who takes one for themselves may go over it.</summary>
    ByHand,
    /// <summary>A supervisor's explicit decision to go over capacity.</summary>
    Override,
}

/// <summary>What routing asks of an agent's capacity.</summary>
/// <param name="Units">Half units that the conversation takes.</param>
/// <param name="Percent">How much of the capacity counts now: less at the start of a shift, more while a queue is in surge.</param>
public sealed record CapacityShare(int Units, int Percent);

/// <summary>What a rule made of a conversation: the next state with the entries that explain it, or a reason to write nothing.</summary>
public abstract record Decision
{
    public sealed record Write(Conversation Next, ImmutableArray<EntryDraft> Entries, CapacityClaim Claim = CapacityClaim.ByHand) : Decision
    {
        /// <summary>Of a routed claim: how much of the agent's capacity counts now.</summary>
        public int Percent { get; init; } = 100;
    }

    public sealed record Refuse(Refusal Reason) : Decision;
}
