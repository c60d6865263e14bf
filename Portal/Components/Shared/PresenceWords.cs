using Portal.Domain.Routing;

namespace Portal.Components.Shared;

/// <summary>How presence is drawn and called, the same on every page.</summary>
public static class PresenceWords
{
    public static PresenceShape ShapeOf(Presence presence) => presence switch
    {
        Presence.Available => PresenceShape.On,
        Presence.TransfersOnly => PresenceShape.Handed,
        Presence.Busy => PresenceShape.Busy,
        Presence.Away => PresenceShape.Away,
        Presence.Offline => PresenceShape.Off,
        _ => throw new ArgumentOutOfRangeException(nameof(presence)),
    };

    /// <summary>The key of the word.</summary>
    public static string Of(Presence presence) => presence switch
    {
        Presence.Available => "Available",
        Presence.Busy => "Busy",
        Presence.TransfersOnly => "Transfers only",
        Presence.Away => "Away",
        Presence.Offline => "Offline",
        _ => throw new ArgumentOutOfRangeException(nameof(presence)),
    };
}
