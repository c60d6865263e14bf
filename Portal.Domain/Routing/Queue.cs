using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Where conversations wait for one of its members.</summary>
public sealed record Queue
{
    public required QueueId Id { get; init; }
    public required string Name { get; init; }

    /// <summary>How long an agent may leave an offer unopened before it goes to the next one.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>The standard: this share of first answers, in percent …</summary>
    public int ServiceLevelPercent { get; init; } = 80;

    /// <summary>… within this time.</summary>
    public TimeSpan ServiceLevelWithin { get; init; } = TimeSpan.FromSeconds(60);
}

public sealed record QueueMember
{
    public required QueueId QueueId { get; init; }
    public required UserId UserId { get; init; }
}
