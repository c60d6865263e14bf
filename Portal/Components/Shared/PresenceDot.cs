using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>
/// The shape of somebody's presence. The word always stands beside it: the shape alone tells a screen reader nothing. Not a
/// component, as <see cref="Icon"/> is none.
/// </summary>
public static class PresenceDot
{
    private static readonly Dictionary<PresenceShape, RenderFragment> Drawn = Enum.GetValues<PresenceShape>().ToDictionary(shape => shape, Draw);

    public static RenderFragment Of(PresenceShape shape) => Drawn[shape];

    private static RenderFragment Draw(PresenceShape shape)
    {
        var css = shape switch
        {
            PresenceShape.On => "pres on",
            PresenceShape.Handed => "pres handed",
            PresenceShape.Busy => "pres busy",
            PresenceShape.Away => "pres away",
            PresenceShape.Off => "pres off",
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };
        return builder =>
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", css);
            builder.AddAttribute(2, "aria-hidden", "true");
            builder.CloseElement();
        };
    }
}
