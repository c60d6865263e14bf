using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// The only writer of conversations and their timelines. Requests of one conversation are decided one after another;
/// many conversations share one commit.
/// </summary>
public interface IConversationLog
{
    /// <summary>
    /// Loads the conversation, asks <see cref="LogRequest.Decide"/>, and writes what it decided. Returns only after the commit;
    /// events are published by then. A failure of the database throws, and the caller may send the same request again.
    /// </summary>
    Task<LogResult> WriteAsync(LogRequest request, CancellationToken ct);
}

/// <param name="Id">The conversation.</param>
/// <param name="Decide">Called inside the transaction, possibly more than once: it must be pure.</param>
public sealed record LogRequest(ConversationId Id, Func<Conversation, DateTimeOffset, Decision> Decide)
{
    /// <summary>The message that makes this request harmless to repeat.</summary>
    public EntryDraft? Message { get; init; }

    /// <summary>Who may get it. Of one transaction they are all locked in one order, the same on every node, so that two never wait for each other in a circle.</summary>
    public UserId? Taker { get; init; }

    /// <summary>The state to begin with if no such conversation exists yet.</summary>
    public Conversation? Start { get; init; }
}

public abstract record LogResult
{
    /// <summary>Committed. <paramref name="Before"/> is null for a new conversation.</summary>
    public sealed record Written(Conversation After, Conversation? Before, ImmutableArray<TimelineEntry> Entries) : LogResult;

    /// <summary>The message was committed by an earlier attempt; this is that entry.</summary>
    public sealed record Repeated(TimelineEntry Entry) : LogResult;

    public sealed record Refused(Refusal Reason) : LogResult;

    public sealed record Unknown : LogResult;
}
