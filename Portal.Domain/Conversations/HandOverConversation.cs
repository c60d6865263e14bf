using Portal.Domain.Shared;

namespace Portal.Domain.Conversations;

/// <summary>
/// Gives a conversation from whoever has it to somebody who has agreed to take it, in one step: the customer is never
/// without an owner. Portal's own doing, after the agreement was recorded.
/// </summary>
public sealed class HandOverConversation(IConversationLog log)
{
    /// <param name="from">Who had it when that was agreed; null for nobody. Whoever has taken it since keeps it.</param>
    /// <param name="entry">Says so in the timeline; under the same id the handover is harmless to repeat.</param>
    public async Task<ChangeOutcome> ExecuteAsync(Actor actor, ConversationId id, UserId? from, UserId to, EntryDraft entry, CapacityClaim claim, CancellationToken ct)
    {
        if (actor.Role is not Role.System) return new ChangeOutcome.Refused(Refusal.NotYours);
        return await ChangeOutcome.Of(log, new LogRequest(id, (c, now) => ConversationRules.HandOver(c, from, to, entry, claim, now)) { Taker = to }, ct);
    }
}
