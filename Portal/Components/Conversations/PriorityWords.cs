using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;

namespace Portal.Components.Conversations;

/// <summary>Priorities and promises in words.</summary>
public static class PriorityWords
{
    public static readonly IReadOnlyList<PriorityLevel> FromTheTop = [PriorityLevel.Urgent, PriorityLevel.High, PriorityLevel.Normal, PriorityLevel.Low];

    public static string Of(PriorityLevel level, IStringLocalizer<StaffText> l) => level switch
    {
        PriorityLevel.Low => l["Low"],
        PriorityLevel.Normal => l["Normal"],
        PriorityLevel.High => l["High"],
        PriorityLevel.Urgent => l["Urgent"],
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No words for this priority"),
    };

    /// <summary>As the timeline stores it; as it stands there when this version does not know it.</summary>
    public static string Of(string stored, IStringLocalizer<StaffText> l) => Enum.TryParse<PriorityLevel>(stored, out var level) && Enum.IsDefined(level) ? Of(level, l) : stored;

    /// <summary>Which promise the timeline speaks of.</summary>
    public static string Promise(string stored, IStringLocalizer<StaffText> l) => stored switch
    {
        "first-answer" => l["The first answer"],
        "next-answer" => l["The next answer"],
        "resolution" => l["The resolution"],
        _ => stored,
    };
}
