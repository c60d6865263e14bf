using Microsoft.Extensions.Localization;
using Portal.Components.Shared;

namespace Portal.Components.Routing;

/// <summary>What is said about a queue's fields.</summary>
internal static class QueueWords
{
    /// <summary>Words for a fault of <c>SaveQueue</c>.</summary>
    public static string Of(IStringLocalizer<StaffText> l, string fault) => fault switch
    {
        "queue-name-missing" => l["Give it a name."],
        "queue-name-taken" => l["Another queue has this name already."],
        "queue-offer-timeout-range" => l["Between 5 seconds and one hour."],
        "queue-percent-range" => l["Between 1 and 100 percent."],
        "queue-within-range" => l["Between one second and 30 days."],
        "queue-priority-range" => l["Between 1 and 100."],
        "queue-fallback-range" => l["Between one second and one day, or empty."],
        "queue-needs-range" => l["At most eight skills, each once, at levels 1 to 5."],
        "queue-relaxation-range" => l["Each step after one second to one day, lowering by 1 to 5 levels."],
        "queue-weight-range" => l["Between 0.5 and 5 units."],
        "queue-keep-range" => l["At most one hour."],
        "queue-wrap-up-range" => l["At most one hour."],
        "queue-ramp-range" => l["At most four hours."],
        "queue-overflow-range" => l["Between 5 seconds and one day, or empty."],
        "queue-line-range" => l["Between 1 and 1,000, or empty."],
        "queue-full-where" => l["Choose the queue that those who wait too long go to."],
        "queue-full-text" => l["At most 300 letters in each language."],
        "queue-overflow-circle" => l["That queue leads back to this one."],
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No words for this fault"),
    };

    /// <summary>"45 s", "8 min", "1 min 30 s", "4 h".</summary>
    public static string Duration(IStringLocalizer<StaffText> l, TimeSpan time)
    {
        string[] parts =
        [
            .. Part(time.Days, "{0} d"), .. Part(time.Hours, "{0} h"), .. Part(time.Minutes, "{0} min"), .. Part(time.Seconds, "{0} s"),
        ];
        return parts.Length == 0 ? l["{0} s", 0] : string.Join(' ', parts);

        IEnumerable<string> Part(int count, string words) => count == 0 ? [] : [l[words, count]];
    }
}
