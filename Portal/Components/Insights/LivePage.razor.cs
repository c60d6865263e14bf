using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Components.Shared;
using Portal.Domain.Insights;
using Portal.Domain.Shared;

namespace Portal.Components.Insights;

/// <summary>The supervisor's board: the node's shared snapshot, drawn again when it changes. Waits count on in the browser.</summary>
public sealed partial class LivePage
{
    private BoardSnapshot board = BoardSnapshot.Unread;
    private BoardPeriod period;
    private QueueId? queue;
    private ElementReference root;
    private IJSObjectReference? module;

    [Inject] public required LiveBoard Live { get; init; }
    [Inject] public required IJSRuntime Js { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    protected override void OnInitialized()
    {
        ListenInBursts(Topic.Board, _ =>
        {
            Read();
            return Task.CompletedTask;
        });
        Read();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        var loaded = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Insights/LivePage.razor.js");
        if (Gone.IsCancellationRequested)
        {
            await loaded.DisposeAsync();
            return;
        }

        module = loaded;
        await module.InvokeVoidAsync("start", root, Clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private void Read()
    {
        if (Actor is not null && Live.Read(Actor) is { } current) board = current;
        // The queue that was chosen may have been deleted meanwhile.
        if (board.Queues.All(q => q.Id != queue)) queue = null;
    }

    protected override async ValueTask OnDisposeAsync()
    {
        if (module is null) return;
        try
        {
            await module.InvokeVoidAsync("stop", root);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its clock with it.
        }
    }
}
