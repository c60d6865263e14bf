using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// Whether new conversations are held back from routing until somebody has said what they are about. The limit is written
/// with the conversation: whatever becomes of that somebody, routing goes on when it has passed.
/// </summary>
public sealed class ArrivalHold
{
    private volatile Holding? current;

    /// <summary>How long a conversation that begins now is held; null for not at all.</summary>
    public TimeSpan? Longest => current?.Longest;

    /// <param name="arrived">Told on this node, after the commit, of each conversation that was held. It must return at once.</param>
    public void Begin(TimeSpan longest, Action<ConversationId> arrived) => current = new(longest, arrived);

    public void End() => current = null;

    internal void Tell(ConversationId id) => current?.Arrived(id);

    private sealed record Holding(TimeSpan Longest, Action<ConversationId> Arrived);
}
