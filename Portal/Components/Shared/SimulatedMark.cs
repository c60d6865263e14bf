using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Portal.Components.Shared;

/// <summary>Marks a customer whom the demo plays, wherever one is named.</summary>
public static class SimulatedMark
{
    /// <summary>Nothing for a real one. With a space behind it, for the text that follows.</summary>
    public static RenderFragment Of(bool simulated, IStringLocalizer<StaffText> l) => builder =>
    {
        if (!simulated) return;
        builder.OpenElement(0, "b");
        builder.AddAttribute(1, "class", "sim");
        builder.AddAttribute(2, "title", l["A customer whom the demo plays"].Value);
        builder.AddContent(3, l["Simulated"].Value);
        builder.CloseElement();
        builder.AddContent(4, " ");
    };

    /// <summary>As the other, where there is room for words only: toasts, notifications, the palette.</summary>
    public static string Text(bool simulated, IStringLocalizer<StaffText> l) => simulated ? $"{l["Simulated"].Value} · " : "";
}
