using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Routing;

public sealed class RoutingOptions
{
    public const string Section = "Routing";

    /// <summary>An agent is offline when no page of theirs has been open for this long.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan AbsentAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a node tells which agents are connected to it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long changes of status are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepStatusChanges { get; init; } = TimeSpan.FromDays(90);
}
