using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Insights;

public sealed class InsightsOptions
{
    public const string Section = "Insights";

    /// <summary>How often the board compares itself with the database, whatever the events said.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan ReadEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long changes are gathered before the board is drawn anew.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:01")]
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(500);
}
