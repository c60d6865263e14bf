using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

public enum AttentionKind { Offer, Message }

/// <summary>Something that needs this person, for the ear and the system's notification.</summary>
public sealed record Attention(AttentionKind Kind, ConversationId Conversation, string Customer, string Preview);

public static class AttentionRules
{
    /// <summary>Null when the change is nobody's business but the list's.</summary>
    public static AttentionKind? Of(ConversationChanged fact, UserId me)
    {
        var (before, after) = (fact.Before, fact.After);
        if (ListRules.IsOffer(after, me) && before?.Holder != me) return AttentionKind.Offer;
        // A message is what changes nothing but the timeline: joining, assigning and resolving write entries of their own.
        return before is not null && after.Holder == me && before.Holder == me && before.OpenedAt == after.OpenedAt
            && after.LastPublicSequence > before.LastPublicSequence && after.PreviewRole is Role.Customer && after.WaitingSince is not null
            ? AttentionKind.Message
            : null;
    }
}
