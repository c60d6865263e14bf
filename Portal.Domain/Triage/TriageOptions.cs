using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Triage;

public sealed class TriageOptions
{
    public const string Section = "Triage";

    /// <summary>How long routing waits for the rules at most. What takes longer is routed without them.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:01:00")]
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Languages that customers may write in, as two-letter codes separated by commas. Fewer are told apart better and need less memory.</summary>
    [RegularExpression("^[a-z]{2}(,[a-z]{2})*$")]
    public string Languages { get; init; } = "en,de,fr,es,ar";
}
