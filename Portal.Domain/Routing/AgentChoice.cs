namespace Portal.Domain.Routing;

/// <summary>How a queue chooses among the members who could have a conversation.</summary>
public enum AgentChoice
{
    /// <summary>The most room for more, ties to the longest idle.</summary>
    MostFreeCapacity,
    /// <summary>Nothing to do first; among those, and among the others, the one whose last assignment is longest ago.</summary>
    LongestIdle,
    /// <summary>The one whose last assignment is longest ago, however much they have.</summary>
    RoundRobin,
    /// <summary>The one who fits best what the conversation asks for (<see cref="SkillRules.Fit"/>), ties to the longest idle.</summary>
    BestFit,
}
