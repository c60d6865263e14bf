using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>An escalation was asked for, or went on: read it again.</summary>
/// <param name="Sender">Who wants to know; null for nobody.</param>
/// <param name="By">Whose doing it was; null for Portal's.</param>
public sealed record EscalationChanged(ConversationId Conversation, Guid Case, EscalationState State, UserId? Sender, string Tier, UserId? By, bool IsSimulated) : IEvent
{
    public Topic Topic => Topic.Escalations;

    public static EscalationChanged Of(EscalationCase e, Actor by) => new(e.ConversationId, e.Id, e.State, e.Sender, e.TierName, by.IsStaff ? by.User : null, e.IsSimulated);
}

/// <summary>Tiers were changed.</summary>
public sealed record TiersChanged : IEvent
{
    public Topic Topic => Topic.Setup;
}
