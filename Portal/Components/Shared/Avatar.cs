using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>Somebody's initials in their colour, beside their name. Not a component, as <see cref="Icon"/> is none.</summary>
public static class Avatar
{
    /// <param name="name">Whose; null for somebody without a name.</param>
    /// <param name="size">Nothing for 32 px, else <c>s24</c>, <c>s28</c> or <c>s40</c>.</param>
    /// <param name="presence">Their presence, at the corner.</param>
    public static RenderFragment Of(string? name, string? size = null, PresenceShape? presence = null) => builder =>
    {
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", size is null ? $"av {AvatarRules.Tint(name)}" : $"av {AvatarRules.Tint(name)} {size}");
        builder.AddAttribute(2, "aria-hidden", "true");
        builder.AddAttribute(3, "data-i", AvatarRules.Initials(name));
        if (presence is { } shape) builder.AddContent(4, PresenceDot.Of(shape));
        builder.CloseElement();
    };
}
