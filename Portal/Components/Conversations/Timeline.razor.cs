using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>
/// The history of the open conversation: a window of entries that follows the scroll position, whose place the module keeps
/// before the browser paints. Nothing moves by itself unless the reader is at the bottom.
/// </summary>
public sealed partial class Timeline
{
    private readonly CancellationTokenSource gone = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private IReadOnlyList<Run<TimelineLine>> runs = [];
    private (OpenedConversation? Model, long? FirstUnread, TimeZoneInfo? Zone, Receipts Receipts, long Last) laid = (null, null, null, Domain.Conversations.Receipts.None, 0);
    private OpenedConversation? drawn;
    private int drawnVersion = -1;
    private bool dirty;
    private bool atBottom = true;
    private int fresh;
    private long counted;
    private string? place;
    private string said = "";
    private ElementReference log;
    private IJSObjectReference? module;
    private DotNetObjectReference<Timeline>? self;

    [Inject] public required ReadTimeline Reads { get; init; }
    [Inject] public required AdvanceReceipts Receipts { get; init; }
    [Inject] public required IJSRuntime Js { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [CascadingParameter] public required Places Places { get; set; }

    [Parameter] public OpenedConversation? Model { get; set; }

    [Parameter, EditorRequired] public required TimeZoneInfo Zone { get; set; }

    protected override void OnParametersSet()
    {
        // Drawn when the lines have changed, however often the page around them is.
        var now = Model?.LinesVersion ?? 0;
        if (ReferenceEquals(drawn, Model) && drawnVersion == now) return;
        var opened = !ReferenceEquals(drawn, Model);
        (drawn, drawnVersion, dirty) = (Model, now, true);
        if (Model is null)
        {
            runs = [];
            return;
        }

        if (opened)
        {
            var kept = Places.Of(Model.Id);
            (atBottom, fresh, counted, said) = (kept is null, 0, Model.Window.Newest, "");
            place = kept is { } p && p.Sequence >= Model.Window.First && p.Sequence <= Model.Window.Last ? $"{p.Sequence}:{p.Offset}" : null;
        }

        Model.Window.IsAtBottom = atBottom;
        Count(Model);
        Lay(Model);
    }

    /// <summary>Draws the lines of the conversation as they are now, and nothing around them. Called on the renderer's own thread.</summary>
    public void Refresh()
    {
        if (Model is null || !ReferenceEquals(drawn, Model) || drawnVersion == Model.LinesVersion) return;
        (drawnVersion, dirty) = (Model.LinesVersion, true);
        Count(Model);
        Lay(Model);
        StateHasChanged();
    }

    protected override bool ShouldRender()
    {
        var draw = dirty;
        dirty = false;
        return draw;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        module = await Js.InvokeAsync<IJSObjectReference>("import", gone.Token, "./Components/Conversations/Timeline.razor.js");
        await module.InvokeVoidAsync("attach", gone.Token, log, self);
    }

    private void Lay(OpenedConversation model)
    {
        var entries = model.Window.Entries;
        var known = ReferenceEquals(laid.Model, model) && laid.FirstUnread == model.FirstUnread && ReferenceEquals(laid.Zone, Zone);
        // What the customer has read before, and what was not the last line then, looks as it did.
        var settled = (laid.Receipts == model.Receipts ? laid.Last : Math.Min(laid.Last, laid.Receipts.CustomerRead)) - 1;
        runs = Runs.Of(entries, e => e.Sequence, (from, to) => TimelineRules.Lines(entries, model.Receipts, model.FirstUnread, Zone, from, to), known ? runs : [], settled);
        laid = (model, model.FirstUnread, Zone, model.Receipts, model.Window.Last);
    }

    /// <summary>Says new messages once, and counts those that arrived below the reader's eyes.</summary>
    private void Count(OpenedConversation model)
    {
        if (model.Window.Newest <= counted) return;
        var (entries, others, message) = (model.Window.Entries, 0, (TimelineEntry?)null);
        for (var i = entries.Count - 1; i >= 0 && entries[i].Sequence > counted; i--)
        {
            if (entries[i].AuthorId == Actor.Id || entries[i].Kind is EntryKind.Event) continue;
            others++;
            if (TimelineRules.IsFromCustomer(entries[i])) message ??= entries[i];
        }

        if (!atBottom) fresh += model.Window.AtEnd ? others : (int)(model.Window.Newest - counted);
        if (model.Window.AtEnd && message is not null) said = $"{message.AuthorName}: {message.Text ?? message.Attachment?.FileName}";
        counted = model.Window.Newest;
    }

    [JSInvokable]
    public Task OlderAsync(Guid conversation) => PageAsync(conversation, async (model, ct) =>
    {
        if (!model.Window.AtStart) model.Window.AddOlder(await Reads.BeforeAsync(Actor, model.Id, model.Window.First, ct));
    });

    [JSInvokable]
    public Task NewerAsync(Guid conversation) => PageAsync(conversation, async (model, ct) =>
    {
        if (!model.Window.AtEnd) model.Window.AddNewer(await Reads.BeforeAsync(Actor, model.Id, model.Window.Last + ReadTimeline.Page + 1, ct));
    });

    [JSInvokable]
    public Task AroundAsync(Guid conversation, long sequence) => PageAsync(conversation, async (model, ct) =>
    {
        var before = Math.Clamp(sequence + ReadTimeline.Page / 2, ReadTimeline.Page + 1, Math.Max(ReadTimeline.Page, model.Window.Newest) + 1);
        model.Window.Show(await Reads.BeforeAsync(Actor, model.Id, before, ct));
    });

    [JSInvokable]
    public Task EndAsync(Guid conversation) => PageAsync(conversation, async (model, ct) =>
    {
        if (!model.Window.AtEnd) model.Window.Show(await Reads.BeforeAsync(Actor, model.Id, long.MaxValue, ct));
    });

    /// <summary>What the person has had before their eyes, with the page in front of them.</summary>
    [JSInvokable]
    public void Seen(Guid conversation, long sequence)
    {
        if (Model is { } model && model.Id.Value == conversation && !ConversationRules.ReadsAlong(Actor, model.Conversation)) Receipts.Execute(Actor, model.Id, model.Window.Newest, Math.Min(sequence, model.Window.Newest));
    }

    [JSInvokable]
    public void Scrolled(Guid conversation, long sequence, double offset, bool bottom)
    {
        if (Model is not { } model || model.Id.Value != conversation) return;
        Places.Keep(model.Id, bottom ? null : new(sequence, offset));
        var below = bottom && model.Window.AtEnd;
        model.Window.IsAtBottom = below;
        if (below == atBottom && (!below || fresh == 0)) return;
        atBottom = below;
        if (below) fresh = 0;
        dirty = true;
        StateHasChanged();
    }

    private async Task PageAsync(Guid conversation, Func<OpenedConversation, CancellationToken, Task> read)
    {
        if (Model is not { } model || model.Id.Value != conversation) return;
        await turn.WaitAsync(gone.Token);
        try
        {
            await read(model, gone.Token);
        }
        finally
        {
            turn.Release();
        }

        if (!ReferenceEquals(model, Model)) return;
        Count(model);
        Lay(model);
        dirty = true;
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await module.LeaveAsync("detach", log);
        self?.Dispose();
        gone.Dispose();
        turn.Dispose();
    }
}
