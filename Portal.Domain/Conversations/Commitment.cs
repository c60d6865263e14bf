using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>A promise with a time that an agent gave to a customer, kept so that it is not forgotten.</summary>
public sealed record Commitment
{
    public const int LongestText = 300;

    public required Guid Id { get; init; }
    public required ConversationId ConversationId { get; init; }

    /// <summary>Who is to keep it: whoever gave it, and whoever answers the conversation after them.</summary>
    public required UserId UserId { get; init; }

    public required string Text { get; init; }

    /// <summary>The entry that holds it.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>By when; null once it is kept or given up. Has an index together with the person.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    public required DateTimeOffset Due { get; init; }
}

/// <summary>A promise with the customer to whom it was given.</summary>
/// <param name="IsSimulated">The customer is one whom the demo plays.</param>
public sealed record CommitmentRow(Commitment Commitment, string Customer, bool IsSimulated);
