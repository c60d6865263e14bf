using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>
/// Draws an outline of <see cref="Glyph"/> into whatever shows it. Not a component: a workspace shows some sixty of them, and
/// each component holds two kilobytes for as long as its page is open.
/// </summary>
public static class Icon
{
    private static readonly ConcurrentDictionary<(string, string?, string?), RenderFragment> Drawn = new();

    /// <param name="glyph">One of <see cref="Glyph"/>, or another outline on the same grid that does not change.</param>
    /// <param name="size">Nothing for 20 px, <c>s</c> for 16 px, <c>xs</c> for 14 px.</param>
    /// <param name="css">A class of its own.</param>
    public static RenderFragment Of(string glyph, string? size = null, string? css = null) =>
        Drawn.GetOrAdd((glyph, size, css), static icon =>
        {
            var (outline, size, css) = icon;
            var classes = string.Join(' ', new[] { "i", size, css }.Where(c => c is not null));
            return builder =>
            {
                builder.OpenElement(0, "svg");
                builder.AddAttribute(1, "class", classes);
                builder.AddAttribute(2, "viewBox", "0 0 20 20");
                builder.AddAttribute(3, "aria-hidden", "true");
                builder.AddAttribute(4, "focusable", "false");
                builder.OpenElement(5, "path");
                builder.AddAttribute(6, "d", outline);
                builder.CloseElement();
                builder.CloseElement();
            };
        });
}
