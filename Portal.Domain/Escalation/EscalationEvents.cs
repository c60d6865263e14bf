using Portal.Domain.Shared;

namespace Portal.Domain.Escalation;

/// <summary>An escalation was asked for, or went on: read it again.</summary>
public sealed record EscalationChanged(ConversationId Conversation, Guid Case, EscalationState State) : IEvent
{
    public Topic Topic => Topic.Escalations;
}

/// <summary>Tiers were changed.</summary>
public sealed record TiersChanged : IEvent
{
    public Topic Topic => Topic.Setup;
}
