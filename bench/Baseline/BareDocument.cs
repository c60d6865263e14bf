using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>The page around <see cref="BareChat"/>.</summary>
internal sealed class BareDocument : ComponentBase
{
    [Parameter, EditorRequired] public required Guid Conversation { get; set; }
    [Parameter, EditorRequired] public required End End { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><base href=\"/\"><title>Chat</title></head><body>");
        builder.OpenComponent<BareChat>(1);
        builder.AddComponentParameter(2, nameof(BareChat.Conversation), Conversation);
        builder.AddComponentParameter(3, nameof(BareChat.End), End);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.AddMarkupContent(4, "</body></html>");
    }
}
