namespace Portal.Domain.Routing;

/// <summary>What comes while a changed policy is tried out.</summary>
public abstract record WhatIfLoad
{
    /// <summary>What really came to the queue and to its overflow queue on one day, with its real handling times and what colleagues handed on; those still open count with the median.</summary>
    /// <param name="Zone">Whose midnight the day begins at, for a queue without a calendar; with one, its own zone counts.</param>
    public sealed record Day(DateOnly Date, TimeZoneInfo Zone) : WhatIfLoad;

    /// <summary>Poisson arrivals from when the queue opens on a Monday, drawn from a seed, so that both policies meet the very same customers.</summary>
    /// <param name="PerHour">Conversations an hour, up to 2,000.</param>
    /// <param name="Handling">Mean handling time.</param>
    /// <param name="LogNormal">Log-normal handling with a standard deviation as large as the mean, instead of exponential.</param>
    /// <param name="Patience">Mean time until a customer gives up (exponential); null for nobody ever.</param>
    /// <param name="HandedOn">Percent that whoever has them gives to another queue, at any moment of their handling.</param>
    /// <param name="Known">Percent whom one of the members, any of them, had before.</param>
    public sealed record Generated(double PerHour, double Hours, TimeSpan Handling, bool LogNormal, TimeSpan? Patience, int Seed = 1, double HandedOn = 0, double Known = 0) : WhatIfLoad;
}

/// <summary>A changed policy; null leaves a thing as it is.</summary>
/// <param name="Capacity">Units of every agent.</param>
/// <param name="MoreAgents">So many more, or fewer, each like the one they follow in the list of members.</param>
/// <param name="WrapUp">How long everybody wraps up what they have resolved.</param>
/// <param name="LongestLine">So many may wait.</param>
/// <param name="Priority">Of the queue, beside the one that it overflows to.</param>
/// <param name="Standard">Its time for first answers: the share within it is counted by it, and its urgency grows by it.</param>
/// <param name="RampUp">Over which the capacity of those who come in the morning grows.</param>
/// <param name="Surge">Percent by which capacities count, all the time.</param>
/// <param name="KeepForKnown">So long it is kept for whoever had it before, while they have no room.</param>
public sealed record WhatIfChange(
    AgentChoice? Choice = null, int? Capacity = null, int MoreAgents = 0, bool? Relax = null, TimeSpan? FallbackAfter = null, int? Weight = null, TimeSpan? OverflowAfter = null,
    TimeSpan? WrapUp = null, int? LongestLine = null, int? Priority = null, TimeSpan? Standard = null, TimeSpan? RampUp = null, int? Surge = null,
    TimeSpan? KeepForKnown = null);
