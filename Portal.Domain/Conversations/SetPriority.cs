using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Says how pressing a conversation is. Its promises follow at once.</summary>
public sealed class SetPriority(IConversationLog log)
{
    /// <param name="reason">A resource key that says why, for the timeline; null for a person's own judgement.</param>
    public Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, PriorityLevel level, string? reason, CancellationToken ct) =>
        ChangeOutcome.Of(log, id, (c, _) => ConversationRules.Prioritise(c, actor, level, reason), ct);
}
