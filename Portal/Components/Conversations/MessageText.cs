using Microsoft.AspNetCore.Components;

namespace Portal.Components.Conversations;

/// <summary>
/// What somebody wrote, as safe HTML. Its direction follows its own first letter, not the page's. Not a component: every line
/// of a history has one, and compares itself as a whole.
/// </summary>
public static class MessageText
{
    public static RenderFragment Of(string? text) => builder =>
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "md");
        builder.AddAttribute(2, "dir", "auto");
        builder.AddContent(3, MarkdownText.Render(text));
        builder.CloseElement();
    };
}
