using Microsoft.Extensions.Localization;
using Portal.Domain.Conversations;

namespace Portal.Components.Shared;

/// <summary>What kinds of channel are called, the same on every page.</summary>
public static class ChannelWords
{
    public static string Of(IStringLocalizer<StaffText> l, ChannelKind kind) => kind switch
    {
        ChannelKind.Chat => l["Chat"],
        ChannelKind.Email => l["Email"],
        ChannelKind.Sms => l["Text message"],
        ChannelKind.Api => l["API"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No word for this kind"),
    };

    /// <summary>Several of a kind, inside a sentence.</summary>
    public static string Several(IStringLocalizer<StaffText> l, ChannelKind kind) => kind switch
    {
        ChannelKind.Chat => l["chats"],
        ChannelKind.Email => l["emails"],
        ChannelKind.Sms => l["text messages"],
        ChannelKind.Api => l["API conversations"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No word for this kind"),
    };
}
