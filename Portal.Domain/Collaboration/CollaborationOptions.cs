using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Collaboration;

public sealed class CollaborationOptions
{
    public const string Section = "Collaboration";

    /// <summary>How long a consult may stay without anybody taking it on.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "7.00:00:00")]
    public TimeSpan ConsultWaits { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long somebody who took a consult on may keep it without an answer.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan ConsultTakes { get; init; } = TimeSpan.FromHours(8);
}
