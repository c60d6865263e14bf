using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;

namespace Portal.Components.Shared;

/// <summary>
/// How much of their capacity somebody has in use, the same on every page and in the units that routing counts: of chats always, of the other
/// kinds of channel where they have any. What rests takes nothing.
/// </summary>
public static class LoadWords
{
    /// <summary>"2", or "2.5" for a half one.</summary>
    public static string Units(int half) => ((decimal)half / Weights.Ordinary).ToString("0.#", CultureInfo.CurrentCulture);

    /// <summary>"2/4", or "2/4 · 1/8 emails".</summary>
    public static string Short(IStringLocalizer<StaffText> l, PerChannel used, PerChannel capacity) =>
        string.Join(" · ", InUse(used).Select(k => k is ChannelKind.Chat ? $"{Units(used[k])}/{capacity[k]}" : $"{Units(used[k])}/{capacity[k]} {ChannelWords.Several(l, k)}"));

    /// <summary>"2 of 4 units in use", or "2 of 4 chats, 1 of 8 emails".</summary>
    public static string Long(IStringLocalizer<StaffText> l, PerChannel used, PerChannel capacity) => used.Total == used.Chat
        ? l["{0} of {1} units in use", Units(used.Chat), capacity.Chat]
        : string.Join(", ", InUse(used).Select(k => l["{0} of {1} {2}", Units(used[k]), capacity[k], ChannelWords.Several(l, k)].Value));

    /// <summary>"2 of 4", "Full" or "1 over", of one kind.</summary>
    public static string Of(IStringLocalizer<StaffText> l, ChannelKind kind, PerChannel used, PerChannel capacity) => LoadRules.Over(kind, used, capacity) switch
    {
        > 0 and var over => l["{0} over", Units(over)],
        0 => l["Full"],
        _ => l["{0} of {1}", Units(used[kind]), capacity[kind]],
    };

    private static IEnumerable<ChannelKind> InUse(PerChannel used) => PerChannel.Kinds.Where(k => LoadRules.IsInUse(k, used));
}
