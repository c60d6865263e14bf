using Portal.Domain.Shared;

namespace Portal.Domain.ServiceLevels;

/// <summary>Policies or calendars changed.</summary>
public sealed record ServiceLevelsChanged : IEvent
{
    public Topic Topic => Topic.Setup;
}

/// <summary>A promise is in danger or broken, and somebody is to know.</summary>
/// <param name="IsSimulated">The customer is one whom the demo plays.</param>
public sealed record ServiceLevelAlarm(Topic Topic, ConversationId Conversation, QueueId Queue, string QueueName, Alarm Alarm, bool IsSimulated) : IEvent;

/// <summary>A broken promise took a conversation to another queue.</summary>
public sealed record ConversationEscalated(ConversationId Conversation, QueueId From, QueueId To, ServiceMetric Metric) : IEvent
{
    public Topic Topic => Topic.Alarms;
}
