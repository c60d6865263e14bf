using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;

namespace Portal.Components.Channels;

/// <summary>What is said about an inbox's fields.</summary>
internal static class AdminInboxWords
{
    /// <summary>Words for a fault of <see cref="InboxRules.Faults"/> or of the draft.</summary>
    public static string Of(IStringLocalizer<StaffText> l, string fault) => fault switch
    {
        "inbox-name" => l["Give it a name of 1 to {0} characters.", InboxRules.LongestName],
        "inbox-queue" => l["Choose the queue in which its conversations wait."],
        "inbox-contrast" => l["White text on this colour would be hard to read: at least {0} is needed.", "4.5 : 1"],
        "inbox-origin" => l["One of these is not the address of a site. Write each like https://shop.example, without a path."],
        "inbox-origins-many" => l["At most {0} sites, each of up to {1} characters.", InboxRules.MostOrigins, InboxRules.LongestLine],
        "inbox-language" => l["Choose one of the languages."],
        "inbox-text-long" => l["That is too long. Shorten it."],
        "inbox-privacy-url" => l["Write a whole address, such as https://shop.example/privacy."],
        "inbox-needs" => l["At most {0} skills, each once, at levels 1 to 5.", SkillNeed.Most],
        "inbox-time-zone" => l["Choose a time zone of the list, such as Europe/Berlin."],
        "inbox-hours" => l["Each time needs a beginning and a later end; 00:00 as the end means midnight."],
        "inbox-hours-none" => l["Add at least one time, or choose “Always open”."],
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No words for this fault"),
    };

    /// <summary>4.53 : 1, never rounded up over the limit.</summary>
    public static string Ratio(double contrast) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(contrast * 100) / 100:0.00} : 1");

    public static string Language(string tag)
    {
        var culture = CultureInfo.GetCultureInfo(tag);
        return tag == "en" ? culture.EnglishName : $"{culture.EnglishName}, {culture.NativeName}";
    }
}
