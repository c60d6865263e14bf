using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>The agent's place: list, conversation, customer. What only the browser knows comes from the page's module.</summary>
public sealed partial class WorkspacePage : IAsyncDisposable
{
    private Browser? browser;
    private Settings settings = new(true, false);
    private ListOrder order;
    private IReadOnlyDictionary<ConversationId, string> drafts = new Dictionary<ConversationId, string>();
    private ConversationRow? open;
    private ConversationPane? pane;
    private ConversationList? list;
    private ConversationAside? aside;
    private WrapUpRows? wraps;
    private bool reading;
    private bool denied;
    private bool keys;
    private int needs;
    private ElementReference root;
    private IJSObjectReference? module;
    private DotNetObjectReference<WorkspacePage>? self;

    /// <summary>Of the person at this browser, kept there.</summary>
    public sealed record Settings(bool Sound, bool Notify);

    private sealed record Browser(TimeZoneInfo Zone);

    public sealed record Begin(string? Zone, int Offset, bool Reading, bool Denied, string? Order, Settings? Settings, Dictionary<string, string>? Drafts, Dictionary<string, KeptPlace>? Places, Dictionary<string, double>? Left = null);

    public sealed record KeptPlace(string Seq, double Offset);

    [Inject] public required ConversationActions Actions { get; init; }
    [Inject] public required Places Places { get; init; }
    [Inject] public required Toasts Toasts { get; init; }
    [Inject] public required RailCounts Counts { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [Inject] public required IJSRuntime Js { get; init; }
    [Inject] public required ILogger<WorkspacePage> Logger { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter] public Guid? Conversation { get; set; }

    /// <summary>The conversation from which an earlier one of the same customer is being read.</summary>
    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }

    private ConversationId? Selected => Conversation is { } id ? new(id) : null;
    private ConversationId? FromId => Guid.TryParse(From, out var id) && id != Conversation ? new(id) : null;
    private string Title => $"{(needs > 0 ? $"({needs}) " : "")}{(open is null ? L["Inbox"].Value : open.CustomerName)} · Portal";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        module = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Conversations/WorkspacePage.razor.js");
        var begin = await module.InvokeAsync<Begin>("start", root, self, Actor.Id);
        (settings, reading, denied) = (begin.Settings ?? settings, begin.Reading, begin.Denied);
        order = Enum.TryParse<ListOrder>(begin.Order, out var kept) ? kept : ListOrder.MostUrgent;
        SetDrafts(begin.Drafts ?? []);
        foreach (var (id, place) in begin.Places ?? [])
        {
            if (Guid.TryParse(id, out var conversation) && long.TryParse(place.Seq, out var sequence)) Places.Keep(new(conversation), new(sequence, place.Offset));
        }

        // What this circuit knows itself is newer than what the browser kept of an earlier one.
        foreach (var (id, at) in begin.Left ?? [])
        {
            if (Guid.TryParse(id, out var conversation) && Places.LeftAt(new(conversation)) is null && at is > 0 and < 1e14) Places.Left(new(conversation), DateTimeOffset.FromUnixTimeMilliseconds((long)at));
        }

        Places.LeftChanged += KeepLeft;

        browser = new(Moments.ZoneOf(begin.Zone, begin.Offset));
        StateHasChanged();
    }

    private void Opened(ConversationRow? row) => open = row;

    private void KeepLeft()
    {
        if (module is not null) _ = module.TellAsync(Logger, default, "keep", "left", Places.AllLeft.ToDictionary(l => l.Key.ToString(), l => l.Value.ToUnixTimeMilliseconds()));
    }

    private void NeedsChanged(int count)
    {
        needs = count;
        Counts["workspace"] = count;
    }

    private async Task TakeAsync(ConversationRow row)
    {
        if (await Actions.TakeAsync(Actor, row, default) is { } problem) Toasts.Show(ToastTone.Failed, problem.Text);
        else Navigation.NavigateTo($"workspace/{row.Conversation.Id}");
    }

    private Task CallAsync(Attention call)
    {
        // Before their eyes already.
        if (module is null || (reading && call.Conversation == Selected)) return Task.CompletedTask;
        var title = call.Kind switch
        {
            AttentionKind.Offer => L["New for you: {0}", call.Customer],
            AttentionKind.Message => L["{0} wrote", call.Customer],
            _ => throw new ArgumentOutOfRangeException(nameof(call)),
        };
        // Not waited for: the list, and with it every conversation in it, goes on whether or not somebody hears.
        _ = module.TellAsync(Logger, default, "attention", new { id = call.Conversation.Value, kind = call.Kind.ToString(), title = title.Value, body = call.Preview, open = call.Conversation == Selected, sound = settings.Sound, notify = settings.Notify });
        return Task.CompletedTask;
    }

    private async Task KeepSettingsAsync(Settings next)
    {
        settings = next;
        if (module is not null) await module.InvokeVoidAsync("keep", "settings", next);
    }

    private async Task KeepOrderAsync(ListOrder next)
    {
        order = next;
        if (module is not null) await module.InvokeVoidAsync("keep", "order", next.ToString());
    }

    /// <summary>A key pressed outside of any text, that the browser cannot answer by itself.</summary>
    [JSInvokable]
    public async Task KeyAsync(string key)
    {
        if (key == "?") keys = true;
        else if (key is "x" or "y" or "b") await (aside?.KeyAsync(key) ?? Task.CompletedTask);
        else if (key == "d") await (wraps?.DoneWithFirstAsync() ?? Task.CompletedTask);
        else if (pane is not null) await pane.KeyAsync(key);
        StateHasChanged();
    }

    /// <summary>Whether the page is visible and in front of the person.</summary>
    [JSInvokable]
    public void ReadingChanged(bool now)
    {
        if (reading == now) return;
        reading = now;
        StateHasChanged();
    }

    [JSInvokable]
    public void DraftsChanged(Dictionary<string, string> now)
    {
        SetDrafts(now);
        StateHasChanged();
    }

    /// <summary>The browser's answer after the person asked for notifications by a press.</summary>
    [JSInvokable]
    public async Task PermissionAsync(bool granted)
    {
        denied = !granted;
        await KeepSettingsAsync(settings with { Notify = granted });
        StateHasChanged();
    }

    [JSInvokable]
    public void GoTo(Guid conversation) => Navigation.NavigateTo($"workspace/{conversation}");

    private void SetDrafts(Dictionary<string, string> now) =>
        drafts = now.Where(d => Guid.TryParse(d.Key, out _)).Take(200).ToDictionary(d => new ConversationId(Guid.Parse(d.Key)), d => TextRules.OneLine(d.Value, 80));

    public async ValueTask DisposeAsync()
    {
        Counts["workspace"] = 0;
        Places.LeftChanged -= KeepLeft;
        await module.LeaveAsync("stop", root);
        self?.Dispose();
    }
}
