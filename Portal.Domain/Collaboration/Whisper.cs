using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>
/// A word between a supervisor and the agent who has the conversation. Not an entry of its timeline, which the whole team
/// reads: only that agent and those who lead ever get it.
/// </summary>
public sealed record Whisper
{
    /// <summary>Made by the writer before the first attempt: sending again is harmless.</summary>
    public required Guid Id { get; init; }

    public required ConversationId ConversationId { get; init; }

    /// <summary>Who had the conversation when it was written; whoever gets it later does not see it.</summary>
    public required UserId AgentId { get; init; }

    public required UserId AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Since when it waits for the agent's eyes; null once they have seen it, and for what they wrote themselves.</summary>
    public DateTimeOffset? UnseenSince { get; init; }
}
