using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>An agent's presence, capacity or name changed. Load changes come with the conversations that cause them, or here for consults.</summary>
/// <param name="Consults">How many they have taken on, where that has changed; null where it is as it was.</param>
public sealed record AgentChanged(Agent Agent, int? Consults = null) : IEvent
{
    public Topic Topic => Topic.Agents;
}

/// <summary>The company's own statuses, or the time after which somebody idle is away, changed.</summary>
public sealed record StatusesChanged : IEvent
{
    public Topic Topic => Topic.Setup;
}

/// <summary>A skill was made or changed.</summary>
public sealed record SkillsChanged : IEvent
{
    public Topic Topic => Topic.Setup;
}

/// <summary>A queue or its members changed.</summary>
public sealed record QueueChanged(QueueId Queue) : IEvent
{
    public Topic Topic => Topic.Setup;
}
