using System.Collections.Immutable;
using Portal.Domain.Shared;

namespace Portal.Domain.Routing;

/// <summary>Which statuses a company may define, and whom idleness makes away. Pure.</summary>
public static class StatusRules
{
    /// <summary>What a status of a company's own may do to routing: nobody is offered anything, or only what colleagues hand over.</summary>
    public static readonly ImmutableArray<Presence> Effects = [Presence.Away, Presence.Busy, Presence.TransfersOnly];

    /// <summary>With names as they are stored.</summary>
    public static RoutingSettings Clean(RoutingSettings settings) =>
        settings with { Statuses = [.. settings.Statuses.Select(s => s with { Name = TextRules.OneLine(TextRules.Storable(s.Name), RoutingSettings.LongestName) })] };

    /// <summary>Faults by field name, as resource keys; a status by its number from 0.</summary>
    public static IReadOnlyDictionary<string, string> Faults(RoutingSettings settings)
    {
        var faults = new Dictionary<string, string>();
        for (var i = 0; i < settings.Statuses.Length; i++)
        {
            var status = settings.Statuses[i];
            if (status.Name.Length == 0) faults[Field(i)] = "status-name-missing";
            else if (settings.Statuses.Take(i).Any(s => string.Equals(s.Name, status.Name, StringComparison.OrdinalIgnoreCase))) faults[Field(i)] = "status-name-taken";
            else if (!Effects.Contains(status.Effect)) faults[Field(i)] = "status-effect";
        }

        if (settings.Statuses.Length > RoutingSettings.MostStatuses) faults[nameof(RoutingSettings.Statuses)] = "statuses-too-many";
        if (settings.IdleAfter is { } idle && (idle < RoutingSettings.ShortestIdle || idle > RoutingSettings.LongestIdle)) faults[nameof(RoutingSettings.IdleAfter)] = "idle-range";
        return faults;
    }

    public static string Field(int status) => $"{nameof(RoutingSettings.Statuses)}[{status}]";

    /// <summary>Whoever could be offered something and has done nothing since.</summary>
    public static bool IsIdle(Agent agent, TimeSpan idleAfter, DateTimeOffset now) =>
        agent.Presence is Presence.Available or Presence.TransfersOnly && agent.LastActedAt is { } acted && now - acted > idleAfter;
}
