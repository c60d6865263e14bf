using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Portal.Bench.Load;

namespace Portal.Bench.Baseline;

/// <summary>A text box, a button, and the last messages. Only a message draws the page again, so that each costs one batch at each end.</summary>
internal sealed class BareChat : ComponentBase, IHandleEvent, IDisposable
{
    private const int Shown = 30;

    private readonly Queue<BareMessage> messages = new(Shown + 1);
    private IDisposable? ear;
    private string draft = "";

    [Parameter, EditorRequired] public required Guid Conversation { get; set; }
    [Parameter, EditorRequired] public required End End { get; set; }

    [Inject] public required BareRooms Rooms { get; init; }

    protected override void OnInitialized() => ear = Rooms.Of(Conversation).Listen(message =>
    {
        // Not awaited: one end's drawing must not hold up the other's. The circuit keeps the order.
        _ = InvokeAsync(() =>
        {
            messages.Enqueue(message);
            if (messages.Count > Shown) messages.Dequeue();
            StateHasChanged();
        });
        return Task.CompletedTask;
    });

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "ol");
        foreach (var message in messages)
        {
            builder.OpenElement(1, "li");
            builder.SetKey(message);
            builder.AddAttribute(2, "class", message.From is End.Customer ? "customer" : "staff");
            builder.AddContent(3, message.Text);
            builder.CloseElement();
        }

        builder.CloseElement();
        builder.OpenElement(4, "input");
        builder.AddAttribute(5, "value", draft);
        builder.AddAttribute(6, "onchange", EventCallback.Factory.Create<ChangeEventArgs>(this, Change));
        builder.SetUpdatesAttributeName("value");
        builder.CloseElement();
        builder.OpenElement(7, "button");
        builder.AddAttribute(8, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, SendAsync));
        builder.AddContent(9, "Send");
        builder.CloseElement();
    }

    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg) => item.InvokeAsync(arg);

    private void Change(ChangeEventArgs change) => draft = change.Value as string ?? "";

    private Task SendAsync(MouseEventArgs click)
    {
        var text = draft;
        draft = "";
        return text.Length == 0 ? Task.CompletedTask : Rooms.Of(Conversation).PostAsync(new(End, text));
    }

    public void Dispose() => ear?.Dispose();
}
