using Microsoft.Extensions.Localization;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;

namespace Portal.Components.Shared;

/// <summary>How much somebody has of what they can take, the same on every page: of chats always, of the other kinds of channel where they have any.</summary>
public static class LoadWords
{
    /// <summary>"2/4", or "2/4 · 1/8 emails".</summary>
    public static string Short(IStringLocalizer<StaffText> l, PerChannel load, PerChannel capacity) =>
        string.Join(" · ", InUse(load).Select(k => k is ChannelKind.Chat ? $"{load[k]}/{capacity[k]}" : $"{load[k]}/{capacity[k]} {ChannelWords.Several(l, k)}"));

    /// <summary>"2 of 4 conversations", or "2 of 4 chats, 1 of 8 emails".</summary>
    public static string Long(IStringLocalizer<StaffText> l, PerChannel load, PerChannel capacity) => load.Total == load.Chat
        ? l["{0} of {1} conversations", load.Chat, capacity.Chat]
        : string.Join(", ", InUse(load).Select(k => l["{0} of {1} {2}", load[k], capacity[k], ChannelWords.Several(l, k)].Value));

    private static IEnumerable<ChannelKind> InUse(PerChannel load) => PerChannel.Kinds.Where(k => LoadRules.IsInUse(k, load));
}
