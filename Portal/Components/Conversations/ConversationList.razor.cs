using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>The list pane. It reads its view once, and afterwards only the rows that events name.</summary>
public sealed partial class ConversationList
{
    private static readonly TimeSpan Safety = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Recount = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);
    private const int MostReread = 12;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<ConversationId, DateTimeOffset> typing = [];
    private readonly Dictionary<ConversationId, ConversationRow> mine = [];
    private InboxList inbox = null!;
    private readonly RowMemory memory = new();
    private readonly Func<ConversationRow, RowView, DateTimeOffset, RowWords> workOut;
    private IReadOnlyList<ListPart> parts = [];
    private Dictionary<QueueId, Queue> queues = [];
    private readonly List<IEvent> early = [];
    private readonly HashSet<ConversationId> behind = [];
    private ConversationCounts counts = new(0, 0, 0), drawnCounts = new(0, 0, 0);
    private DateTimeOffset? recountAt, reloadAt, rereadAt;
    private DateTimeOffset readAt, triedAt;
    private string search = "";
    private string? problem;
    private bool loaded;
    private ITimer? tick;
    private CancellationTokenSource? searching;
    private ElementReference root;
    private IJSObjectReference? module;
    private DotNetObjectReference<ConversationList>? self;

    [Inject] public required ListConversations Lists { get; init; }
    [Inject] public required AdvanceReceipts Receipts { get; init; }
    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required IOptions<ConversationOptions> Options { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [Inject] public required ILogger<ConversationList> Logger { get; init; }
    [Inject] public required IJSRuntime Js { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }

    [Parameter] public ConversationId? Selected { get; set; }

    /// <summary>Whether the page is in front of the person, so that the selected conversation is read as it comes.</summary>
    [Parameter] public bool Reading { get; set; }

    [Parameter, EditorRequired] public required TimeZoneInfo Zone { get; set; }

    /// <summary>Beginnings of what is written and not sent, by conversation.</summary>
    [Parameter] public IReadOnlyDictionary<ConversationId, string> Drafts { get; set; } = new Dictionary<ConversationId, string>();

    [Parameter] public ListOrder Order { get; set; }
    [Parameter] public EventCallback<ListOrder> OrderChanged { get; set; }
    [Parameter] public RenderFragment? HeaderEnd { get; set; }

    /// <summary>What <see cref="HeaderEnd"/> shows: it is drawn again when this is another one.</summary>
    [Parameter] public object? HeaderState { get; set; }
    /// <summary>Above the rows, whatever the view.</summary>
    [Parameter] public RenderFragment? ListStart { get; set; }
    /// <summary>For the ear, not for the eye: nothing is drawn for it.</summary>
    [Parameter] public Func<Attention, Task>? OnAttention { get; set; }

    /// <summary>How many of the person's conversations want a look.</summary>
    [Parameter] public EventCallback<int> OnNeeds { get; set; }

    [Parameter] public EventCallback<ConversationRow> OnTake { get; set; }

    private int needs = -1;

    // Made once: it is asked for every row at every look.
    public ConversationList() => workOut = WorkOut;

    private IEnumerable<(ConversationView View, string Word, int Count)> Tabs =>
        [(ConversationView.Mine, L["Mine"], counts.Mine), (ConversationView.Unassigned, L["Unassigned"], counts.Unassigned), (ConversationView.AllOpen, L["All open"], counts.AllOpen)];

    /// <summary>The page is drawn with every message of the open conversation; the list only when something of its own changed.</summary>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        if (inbox is null) return base.SetParametersAsync(parameters);
        var same = Equals(parameters.GetValueOrDefault<ConversationId?>(nameof(Selected)), Selected)
            && parameters.GetValueOrDefault<bool>(nameof(Reading)) == Reading
            && ReferenceEquals(parameters.GetValueOrDefault<TimeZoneInfo>(nameof(Zone)), Zone)
            && ReferenceEquals(parameters.GetValueOrDefault<IReadOnlyDictionary<ConversationId, string>>(nameof(Drafts)), Drafts)
            && parameters.GetValueOrDefault<ListOrder>(nameof(Order)) == Order
            && Equals(parameters.GetValueOrDefault<object>(nameof(HeaderState)), HeaderState)
            && Equals(parameters.GetValueOrDefault<Actor>(nameof(Actor)), Actor);
        return same ? Task.CompletedTask : base.SetParametersAsync(parameters);
    }

    protected override void OnParametersSet()
    {
        if (loaded) Lay();
    }

    protected override async Task OnInitializedAsync()
    {
        inbox = new InboxList(Actor.User) { Rank = row => NextReplyRules.Score(FactsOf(row)) };
        inbox.Choose(Order);
        ListenInBursts(Topic.Desk, ApplyAsync, Concerns);
        ListenInBursts(Topic.User(Actor.User), ApplyAsync, fact => fact is ReceiptsAdvanced);
        ListenInBursts(Topic.Setup, _ => ReadQueuesAsync());
        tick = Clock.CreateTimer(_ => _ = InvokeAsync(TickAsync), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        await ReadQueuesAsync();
        await ReloadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        module = await Js.InvokeAsync<IJSObjectReference>("import", Gone, "./Components/Conversations/ConversationList.razor.js");
        await module.InvokeVoidAsync("listen", Gone, root, self);
    }

    private async Task ReadQueuesAsync() => queues = (await Team.QueuesAsync(Actor, Gone)).ToDictionary(q => q.Id);

    private async Task ReloadAsync()
    {
        await turn.WaitAsync(Gone);
        triedAt = Clock.GetUtcNow();
        try
        {
            var filter = inbox.Filter;
            var read = await Lists.ExecuteAsync(Actor, filter, Gone);
            var own = filter == new ConversationFilter(ConversationView.Mine, Actor.User)
                ? read
                : await Lists.ExecuteAsync(Actor, new(ConversationView.Mine, Actor.User), Gone);
            counts = await Lists.CountAsync(Actor, Gone);
            mine.Clear();
            foreach (var row in own) mine[row.Conversation.Id] = row;
            if (filter == inbox.Filter) inbox.Load(filter, read);
            (loaded, problem, readAt, reloadAt) = (true, null, Clock.GetUtcNow(), null);
        }
        catch (Exception fault) when (!Gone.IsCancellationRequested)
        {
            problem = Faults.Code();
            Logger.LogError(fault, "List fault {Code}", problem);
        }
        finally
        {
            turn.Release();
        }

        await DrawAsync();
        if (early.Count == 0 || !loaded) return;
        var facts = early.ToList();
        early.Clear();
        await ApplyAsync(facts);
    }

    private void Lay()
    {
        var now = Clock.GetUtcNow();
        parts = [.. inbox.Sections.Select(s => new ListPart(s.Group, [.. s.Rows.Select(r => WordsOf(r, now))]))];
    }

    /// <returns>Whether anything else is to be seen than before.</returns>
    private async Task<bool> DrawAsync()
    {
        var (before, had) = (parts, drawnCounts);
        Lay();
        drawnCounts = counts;
        var count = mine.Values.Count(r => ListRules.NeedsLook(r, Actor.User) && !(Reading && r.Conversation.Id == Selected));
        if (count != needs)
        {
            needs = count;
            await OnNeeds.InvokeAsync(count);
        }

        return had != counts || !ListPart.Same(before, parts);
    }

    private async Task TickAsync()
    {
        if (Gone.IsCancellationRequested) return;
        var at = Clock.GetUtcNow();
        if (!loaded)
        {
            // The first read failed, of a database that may be back by now. Nobody has to press anything.
            if (problem is null || at - triedAt < Again) return;
            await ReloadAsync();
            StateHasChanged();
            return;
        }

        inbox.Resort();
        var expired = typing.Where(t => t.Value <= at).Select(t => t.Key).ToList();
        foreach (var id in expired) typing.Remove(id);
        var reloaded = at - readAt >= Safety || reloadAt <= at;
        if (reloaded) await ReloadAsync();
        if (rereadAt <= at)
        {
            rereadAt = null;
            await RereadAsync([.. behind]);
        }

        if (recountAt <= at) await RecountAsync();
        if (await DrawAsync() || reloaded) StateHasChanged();
    }

    private async Task RecountAsync()
    {
        recountAt = null;
        try
        {
            counts = await Lists.CountAsync(Actor, Gone);
        }
        catch (Exception fault) when (!Gone.IsCancellationRequested)
        {
            Logger.LogWarning(fault, "The list could not be counted again");
        }
    }

    private async Task ShowAsync(ConversationView view)
    {
        if (view == inbox.Filter.View) return;
        await FilterAsync(inbox.Filter with { View = view });
    }

    private Task ShowQueueAsync(QueueId? queue) => FilterAsync(inbox.Filter with { Queue = queue });

    private async Task ClearAsync()
    {
        search = "";
        await FilterAsync(inbox.Filter with { Search = null, Queue = null });
    }

    private async Task SearchAsync(ChangeEventArgs e)
    {
        search = e.Value as string ?? "";
        if (searching is not null) await searching.CancelAsync();
        searching = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        var mineToo = searching.Token;
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), Clock, mineToo);
        }
        catch (OperationCanceledException)
        {
            return; // another letter followed
        }

        var words = search.Trim();
        await FilterAsync(inbox.Filter with { Search = words.Length == 0 ? null : words });
    }

    private async Task FilterAsync(ConversationFilter filter)
    {
        if (filter == inbox.Filter) return;
        inbox.Load(filter, []);
        (loaded, parts) = (false, []);
        await ReloadAsync();
    }

    private async Task ChooseOrderAsync(ListOrder order)
    {
        inbox.Choose(order);
        await DrawAsync();
        await OrderChanged.InvokeAsync(order);
    }

    private async Task TakeNextAsync()
    {
        var waiting = await Lists.ExecuteAsync(Actor, new(ConversationView.Unassigned, Actor.User), Gone);
        if (waiting.Count > 0) await OnTake.InvokeAsync(waiting[0]);
    }

    /// <summary>Called by the module while the pointer moves over the rows, and when it has left.</summary>
    [JSInvokable]
    public async Task HoldAsync(bool on)
    {
        inbox.Hold(on);
        if (on) return;
        await DrawAsync();
        StateHasChanged();
    }

    private RowWords WordsOf(ConversationRow row, DateTimeOffset now)
    {
        var id = row.Conversation.Id;
        var selected = id == Selected;
        var view = new RowView(selected, selected && Reading, typing.ContainsKey(id), selected ? null : Drafts.GetValueOrDefault(id));
        return memory.Words(row, view, now, RowWords.CountsSeconds(row, Actor.User, now), workOut);
    }

    private RowWords WorkOut(ConversationRow row, RowView view, DateTimeOffset now)
    {
        var why = ListRules.IsReplyDue(row.Conversation, Actor.User) ? NextReplyRules.Reason(FactsOf(view.Reading ? row with { Unread = 0 } : row)) : (ReplyReason?)null;
        return RowWords.Of(row, new(Actor.User, now, Zone, view.Selected, view.Reading, view.Typing, view.Draft, why), L);
    }

    private ReplyFacts FactsOf(ConversationRow row)
    {
        var (c, at) = (row.Conversation, Clock.GetUtcNow());
        return new(at - (c.WaitingSince ?? at), WithinOf(row) ?? TimeSpan.Zero, memory.Mood(c), row.Unread, c.Level, c.AnswerDueAt - at, row.Value);
    }

    private static TimeSpan? WithinOf(ConversationRow row) => row.Conversation.AnswerDueAt - row.Conversation.WaitingSince;

    private string QueueName(QueueId id) => queues.GetValueOrDefault(id)?.Name ?? L["A queue"];

    private string OrderWord(ListOrder order) => order switch
    {
        ListOrder.MostUrgent => L["Most urgent"],
        ListOrder.NewestActivity => L["Newest activity"],
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };

    private string GroupWord(ListGroup group) => group switch
    {
        ListGroup.WaitingForYou => L["Waiting for you"],
        ListGroup.InQueue => L["Waiting in the queue"],
        ListGroup.Elsewhere => inbox.Filter.View is ConversationView.Mine ? L["Waiting for the customer"] : L["With someone else or waiting for the customer"],
        ListGroup.Later => L["Later"],
        ListGroup.Resolved => L["Resolved"],
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    protected override async ValueTask OnDisposeAsync()
    {
        if (tick is not null) await tick.DisposeAsync();
        searching?.Dispose();
        await module.LeaveAsync("stop", root);
        self?.Dispose();
    }
}
