using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>Puts a conversation back to where it waited before, in one step. Portal's own doing, after the refusal was recorded.</summary>
public sealed class GiveBackConversation(IConversationLog log)
{
    /// <param name="entry">Says so in the timeline.</param>
    public async Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, WayBack way, EntryDraft entry, CancellationToken ct)
    {
        if (actor.Role is not Role.System) return new ChangeOutcome.Refused(Refusal.NotYours);
        return await ChangeOutcome.Of(log, id, (c, now) => ConversationRules.GiveBack(c, way, entry, now), ct);
    }
}
