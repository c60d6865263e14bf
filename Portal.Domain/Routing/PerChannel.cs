using System.Collections.Immutable;
using Portal.Domain.Conversations;

namespace Portal.Domain.Routing;

/// <summary>A number for each kind of channel: an agent's units of capacity, their conversations, or the half units in use.</summary>
public readonly record struct PerChannel(int Chat = 0, int Email = 0, int Sms = 0, int Api = 0)
{
    public static ImmutableArray<ChannelKind> Kinds { get; } = [.. Enum.GetValues<ChannelKind>()];

    /// <summary>Of all kinds together.</summary>
    public int Total => Chat + Email + Sms + Api;

    public int this[ChannelKind kind] => kind switch
    {
        ChannelKind.Chat => Chat,
        ChannelKind.Email => Email,
        ChannelKind.Sms => Sms,
        ChannelKind.Api => Api,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No number for this kind"),
    };

    public PerChannel With(ChannelKind kind, int number) => kind switch
    {
        ChannelKind.Chat => this with { Chat = number },
        ChannelKind.Email => this with { Email = number },
        ChannelKind.Sms => this with { Sms = number },
        ChannelKind.Api => this with { Api = number },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No number for this kind"),
    };

    public PerChannel Plus(ChannelKind kind, int more) => With(kind, this[kind] + more);
}
