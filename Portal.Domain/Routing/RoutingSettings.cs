using System.Collections.Immutable;

namespace Portal.Domain.Routing;

/// <summary>What holds for everybody at work: the company's own statuses, and when somebody who does nothing is taken for away.</summary>
public sealed record RoutingSettings
{
    public const int MostStatuses = 20;
    public const int LongestName = 40;

    public static readonly TimeSpan ShortestIdle = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestIdle = TimeSpan.FromHours(8);

    /// <summary>There is one row of them.</summary>
    public int Id { get; init; } = 1;

    public ImmutableArray<CustomStatus> Statuses { get; init; } = [];

    /// <summary>Whoever has done nothing for so long is away until they say that they are back; null never does that.</summary>
    public TimeSpan? IdleAfter { get; init; }
}

/// <summary>A status with a reason, such as "Lunch" or "Training".</summary>
/// <param name="Effect">What routing makes of it: one of <see cref="StatusRules.Effects"/>.</param>
public sealed record CustomStatus(string Name, Presence Effect);

/// <summary>A change of somebody's status, kept for those who lead. Written once.</summary>
/// <param name="Reason">The name of a status of the company's own; empty for the built-in ones.</param>
/// <param name="ByItself">Nobody chose it: they had done nothing for too long, their pages were gone, or they came back.</param>
public sealed record PresenceChange(Guid Id, Shared.UserId UserId, DateTimeOffset At, Presence Presence, string Reason, bool ByItself);
