using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Where conversations wait for one of its members.</summary>
public sealed record Queue
{
    public const int HighestPriority = 1;
    public const int LowestPriority = 100;

    public required QueueId Id { get; init; }
    public required string Name { get; init; }

    /// <summary>1 is served first, 100 last; waiting makes up for it (<see cref="UrgencyRules"/>).</summary>
    public int Priority { get; init; } = 50;

    /// <summary>Who of several members who could have a conversation gets it.</summary>
    public AgentChoice AgentChoice { get; init; }

    /// <summary>After this wait fallback members are asked too, if no other member can; null never asks them.</summary>
    public TimeSpan? FallbackAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an agent may leave an offer unopened before it goes to the next one.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>When its people are at work; null for always.</summary>
    public CalendarId? CalendarId { get; init; }

    /// <summary>What is promised to its customers; null for no more than the standard below.</summary>
    public PolicyId? PolicyId { get; init; }

    /// <summary>The standard: this share of first answers, in percent …</summary>
    public int ServiceLevelPercent { get; init; } = 80;

    /// <summary>… within this time, unless a policy says otherwise.</summary>
    public TimeSpan ServiceLevelWithin { get; init; } = TimeSpan.FromSeconds(60);
}

public sealed record QueueMember
{
    public required QueueId QueueId { get; init; }
    public required UserId UserId { get; init; }

    /// <summary>Helps out when the wait is long (<see cref="Queue.FallbackAfter"/>).</summary>
    public bool IsFallback { get; init; }
}
