namespace Portal.Domain.Demo;

/// <summary>The simulated customers that are wanted now. There is at most one run in a house.</summary>
public sealed record TrafficRun
{
    /// <summary>The id of the only one.</summary>
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>How many may be in a conversation at the same time; whoever would be one too many does not come.</summary>
    public required int Customers { get; init; }

    /// <summary>Arrivals per minute, on average.</summary>
    public required double PerMinute { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ends by itself.</summary>
    public required DateTimeOffset StopsAt { get; init; }

    /// <summary>It was removed while a node played it: that node removes once more what it was about to write.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The node that plays the customers; null before one took it up.</summary>
    public Guid? Driver { get; init; }

    /// <summary>Until when no other node takes over.</summary>
    public DateTimeOffset? DriverUntil { get; init; }
}
