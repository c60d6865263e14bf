using System.Collections.Immutable;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Insights;

/// <summary>What the board is drawn from. Immutable: an event makes the next facts.</summary>
public sealed record BoardFacts
{
    public static BoardFacts None { get; } = new();

    public ImmutableDictionary<QueueId, Queue> Queues { get; init; } = ImmutableDictionary<QueueId, Queue>.Empty;
    public ImmutableHashSet<QueueMember> Members { get; init; } = [];
    public ImmutableDictionary<UserId, Agent> Agents { get; init; } = ImmutableDictionary<UserId, Agent>.Empty;

    /// <summary>The open ones, those that began or were first answered a short while ago, and whatever changed since the last read.</summary>
    public ImmutableDictionary<ConversationId, BoardConversation> Conversations { get; init; } = ImmutableDictionary<ConversationId, BoardConversation>.Empty;

    /// <summary>How many questions of colleagues somebody has taken on, each like an ordinary chat; nobody with none.</summary>
    public ImmutableDictionary<UserId, int> Consults { get; init; } = ImmutableDictionary<UserId, int>.Empty;

    /// <summary>Names of the customers of open conversations.</summary>
    public ImmutableDictionary<CustomerId, string> Names { get; init; } = ImmutableDictionary<CustomerId, string>.Empty;
}

/// <summary>As much of a conversation as the board needs.</summary>
/// <param name="Preview">Empty unless open.</param>
/// <param name="AnswerDueAt">When the customer was promised an answer.</param>
/// <param name="WrapUpUntil">Until when its agent is busy with it after resolving it.</param>
/// <param name="NextAnswers">Answers after the first for which there was a promise, the last of them at <paramref name="NextAnsweredAt"/>.</param>
public sealed record BoardConversation(
    ConversationId Id, CustomerId CustomerId, QueueId QueueId, ConversationStatus Status, UserId? AssigneeId, DateTimeOffset CreatedAt,
    DateTimeOffset? QueuedAt, DateTimeOffset? WaitingSince, DateTimeOffset? FirstResponseAt, string Preview, int Version,
    DateTimeOffset? AnswerDueAt = null, ServiceMarks Marks = default, DateTimeOffset? SimulatedAt = null,
    DateTimeOffset? ResolvedAt = null, DateTimeOffset? WrapUpUntil = null, int NextAnswers = 0, int NextAnswersLate = 0, DateTimeOffset? NextAnsweredAt = null, ChannelKind Channel = ChannelKind.Chat,
    int Units = Weights.Ordinary, bool IsResting = false)
{
    /// <summary>Shown, and marked, while it is open; counted in no figure about answers or arrivals.</summary>
    public bool IsSimulated => SimulatedAt is not null;

    /// <summary>Whose capacity it takes: open, or in wrap-up.</summary>
    public UserId? Holder => IsOpen || WrapUpUntil is not null ? AssigneeId : null;

    /// <summary>Half units of its holder's capacity that it takes now.</summary>
    public int Takes => Holder is null || IsResting ? 0 : Units;

    public bool IsOpen => Status is ConversationStatus.Open;

    /// <summary>Since when the customer waits: for an answer, or with nothing left to answer for somebody to take it.</summary>
    public DateTimeOffset? Waiting => IsOpen ? WaitingSince ?? QueuedAt : null;

    public static BoardConversation Of(Conversation c) => new(
        c.Id, c.CustomerId, c.QueueId, c.Status, c.AssigneeId, c.CreatedAt, c.QueuedAt, c.WaitingSince, c.FirstResponseAt,
        c.Status is ConversationStatus.Open ? c.Preview : "", c.Version, c.AnswerDueAt, c.Marks, c.SimulatedAt,
        c.ResolvedAt, c.WrapUpUntil, c.NextAnswers, c.NextAnswersLate, c.NextAnsweredAt, c.Channel, c.Units, c.IsResting);
}
