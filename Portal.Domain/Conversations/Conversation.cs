using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

public enum ConversationStatus { Open, Snoozed, Resolved }

/// <summary>
/// The state of one conversation. Immutable: <see cref="ConversationRules"/> makes the next state, the log writes it
/// together with the timeline entries that explain it. Times are UTC.
/// </summary>
public sealed record Conversation
{
    public required ConversationId Id { get; init; }
    public required InboxId InboxId { get; init; }
    public required CustomerId CustomerId { get; init; }
    public required QueueId QueueId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How its customer writes: of which kind of an agent's capacity it takes.</summary>
    public ChannelKind Channel { get; init; }

    public ConversationStatus Status { get; init; }

    /// <summary>Who answers. Kept while snoozed and after resolving; counts against capacity only while open or in wrap-up.</summary>
    public UserId? AssigneeId { get; init; }

    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>When the assignee first looked at it; null while the offer is unanswered.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When an unopened offer goes to the next agent.</summary>
    public DateTimeOffset? OfferExpiresAt { get; init; }

    /// <summary>Who had it last: asked first when it comes back, so that the customer meets the same person.</summary>
    public UserId? PreferredAgentId { get; init; }

    /// <summary>Agents that were offered this round and did not open it.</summary>
    public ImmutableArray<UserId> PassedOver { get; init; } = [];

    /// <summary>When the last of <see cref="PassedOver"/> was added; a while later everybody may be asked again.</summary>
    public DateTimeOffset? PassedOverAt { get; init; }

    /// <summary>Since when it waits for somebody to be assigned; null while assigned, snoozed or resolved.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>Its place in the order of service: of one queue, the earliest comes first. Set by the log from what is promised; null while it does not wait.</summary>
    public DateTimeOffset? CountsFrom { get; init; }

    /// <summary>When the wait began that ended with this assignment; a lapsed or declined offer goes on with it. Null when it did not come from the queue.</summary>
    public DateTimeOffset? FirstQueuedAt { get; init; }

    /// <summary>How it stands to its queue's line. Says something only while it waits, and where the queue has a longest line.</summary>
    public LinePlace Place { get; init; }

    /// <summary>Since when the customer waits for an answer; null when the team spoke last.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    public DateTimeOffset? FirstResponseAt { get; init; }

    /// <summary>What it is about, in the company's own word; null while nobody has said.</summary>
    public string? Topic { get; init; }

    /// <summary>Words to find it by: each once, in the order in which they were given.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The page on which the customer began it, as a path; null when that is not known.</summary>
    public string? Page { get; init; }

    /// <summary>Until when routing waits for its <see cref="Topic"/> and queue; null once they are decided, or when nothing decides them.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>How pressing it is, as a person or a rule said. Promises depend on it.</summary>
    public PriorityLevel Level { get; init; } = PriorityLevel.Normal;

    /// <summary>Since when the clock of the running answer counts; null while it stands still.</summary>
    public DateTimeOffset? AnswerSince { get; init; }

    /// <summary>Business time that the clock had used up when it last stood still.</summary>
    public TimeSpan AnswerSpent { get; init; }

    /// <summary>When the customer must have an answer; null when nothing is promised, or while the clock stands still.</summary>
    public DateTimeOffset? AnswerDueAt { get; init; }

    /// <summary>As <see cref="AnswerSince"/>, for the whole conversation.</summary>
    public DateTimeOffset? ResolutionSince { get; init; }

    public TimeSpan ResolutionSpent { get; init; }

    public DateTimeOffset? ResolutionDueAt { get; init; }

    /// <summary>When a promise has to be looked at next: a warning or a breach.</summary>
    public DateTimeOffset? AlarmAt { get; init; }

    public ServiceMarks Marks { get; init; }

    /// <summary>The newest entry's number; the next is one more, without holes.</summary>
    public long LastSequence { get; init; }

    /// <summary>The newest entry that the customer may see.</summary>
    public long LastPublicSequence { get; init; }

    public DateTimeOffset LastEntryAt { get; init; }

    /// <summary>When its customer or the team last said something to the other: no note and no event. Null before that.</summary>
    public DateTimeOffset? SpokenAt { get; init; }

    /// <summary>The start of the newest message that both sides see, for lists.</summary>
    public string Preview { get; init; } = "";

    public Role PreviewRole { get; init; } = Role.Customer;

    /// <summary>Grows with every write; optimistic readers compare it.</summary>
    public int Version { get; init; }

    /// <summary>Skills asked for by hand or by a rule; those that its queue asks for of everything come on top.</summary>
    public ImmutableArray<SkillNeed> Needs { get; init; } = [];

    /// <summary>In place of its queue's priority.</summary>
    public int? Priority { get; init; }

    /// <summary>In place of its queue's weight, in half units (<see cref="Weights"/>).</summary>
    public int? Weight { get; init; }

    /// <summary>Half units of capacity that it takes while somebody has it and it does not rest.</summary>
    public int Units { get; init; } = Weights.Ordinary;

    /// <summary>Nobody has written for a while and no answer is due: it takes no capacity until somebody writes.</summary>
    public bool IsResting { get; init; }

    /// <summary>Until when whoever resolved it is still busy with what follows, such as writing it up; null when nobody is.</summary>
    public DateTimeOffset? WrapUpUntil { get; init; }

    /// <summary>Answers after the first for which there was a promise …</summary>
    public int NextAnswers { get; init; }

    /// <summary>… and those of them that came late.</summary>
    public int NextAnswersLate { get; init; }

    /// <summary>When the last of <see cref="NextAnswers"/> was given.</summary>
    public DateTimeOffset? NextAnsweredAt { get; init; }

    /// <summary>It came to its queue by a colleague's hand and not by its customer's.</summary>
    public bool WasTransferred { get; init; }

    /// <summary>Half units of its holder's capacity that it takes now.</summary>
    public int Takes => Holder is null || IsResting ? 0 : Units;

    /// <summary>When a simulated customer began it; null for a real one. Simulated conversations count in no report.</summary>
    public DateTimeOffset? SimulatedAt { get; init; }

    public bool IsSimulated => SimulatedAt is not null;

    /// <summary>Whose capacity it takes now.</summary>
    public UserId? Holder => Status == ConversationStatus.Open || WrapUpUntil is not null ? AssigneeId : null;

    /// <summary>Whether routing leaves it alone for the moment. Never longer than until <see cref="HeldUntil"/>.</summary>
    public bool IsHeld(DateTimeOffset now) => HeldUntil > now;

    public bool IsQueued => Status == ConversationStatus.Open && AssigneeId is null;
}
