using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>An agent's presence, capacity or name changed. Load changes come with the conversations that cause them.</summary>
public sealed record AgentChanged(Agent Agent) : IEvent
{
    public Topic Topic => Topic.Agents;
}

/// <summary>A queue or its members changed.</summary>
public sealed record QueueChanged(QueueId Queue) : IEvent
{
    public Topic Topic => Topic.Setup;
}
