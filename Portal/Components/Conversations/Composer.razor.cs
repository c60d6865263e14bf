using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Portal.Api;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>Where an agent writes. The text lives in the browser until the server has committed it.</summary>
public sealed partial class Composer
{
    private readonly CancellationTokenSource gone = new();
    private Task catchingUp = Task.CompletedTask;
    private ReplyState state;
    private bool may;
    private string? drawn;
    private ElementReference root;
    private IJSObjectReference? module;
    private DotNetObjectReference<Composer>? self;

    [Inject] public required PostMessage Post { get; init; }
    [Inject] public required WriteNote Note { get; init; }
    [Inject] public required FindMentionable Mentionable { get; init; }
    [Inject] public required AnnounceTyping Typing { get; init; }
    [Inject] public required AttachmentLinks Links { get; init; }
    [Inject] public required IOptions<ConversationOptions> Options { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [Inject] public required IJSRuntime Js { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }

    /// <summary>Null while none is open; what is unsent goes on being sent.</summary>
    [Parameter] public OpenedConversation? Model { get; set; }

    [Parameter] public int Version { get; set; }
    [Parameter] public EventCallback OnTake { get; set; }
    [Parameter] public EventCallback OnReopen { get; set; }

    /// <summary>A message has been stored. No event of the page: what is to be drawn draws itself.</summary>
    [Parameter] public Func<TimelineEntry, Task>? OnSent { get; set; }

    /// <summary>Reads what the page may have missed while it was cut off.</summary>
    [Parameter, EditorRequired] public required Func<Task> CatchUp { get; set; }

    private string Reason => state switch
    {
        ReplyState.Resolved => L["This conversation is resolved. If the customer writes, it opens by itself."],
        ReplyState.SomebodyElses => L["{0} answers this conversation. Only they write to the customer.", Model?.Row.AssigneeName ?? L["Somebody else"]],
        ReplyState.AsSupervisor => L["{0} answers this conversation. You can step in.", Model?.Row.AssigneeName ?? L["Somebody else"]],
        ReplyState.TakesIt => L["Nobody has this conversation yet. Your reply takes it."],
        ReplyState.Asleep => L["It sleeps. Your reply goes out, and it sleeps on."],
        _ => "",
    };

    protected override void OnParametersSet()
    {
        if (Model is not null) state = ReplyRules.Of(Model.Conversation, Actor);
        may = Model is null || ReplyRules.MayWrite(state);
    }

    protected override bool ShouldRender()
    {
        var now = Model is null ? "" : $"{Model.Id}:{state}:{Model.Row.AssigneeName}:{Model.Writer}";
        if (now == drawn) return false;
        drawn = now;
        return true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        module = await Js.InvokeAsync<IJSObjectReference>("import", gone.Token, "./Components/Conversations/Composer.razor.js");
        await module.InvokeVoidAsync("start", gone.Token, root, self, new { user = Actor.Id, longest = Options.Value.LongestText, largest = Options.Value.LargestAttachment, largestText = FileSize.InWords(Options.Value.LargestAttachment), words = Words() });
    }

    /// <summary>Called by the outbox for each message, in order; the same message may come again.</summary>
    [JSInvokable]
    public async Task<OutboxResult> SendAsync(OutboxItem item)
    {
        // What arrived while the page was cut off is shown before anything goes out.
        await catchingUp;
        if (item is { Kind: "note", Text: { } words }) return await AnswerAsync(await Note.ExecuteAsync(Actor, new(item.Conversation), item.Id, words, gone.Token));
        var message = item switch
        {
            { Kind: "text", Text: { } text } => NewMessage.OfText(item.Id, text),
            { Kind: "file", Attachment: { } file } => NewMessage.OfFile(item.Id, new(file)),
            _ => null,
        };
        if (message is null) return OutboxResult.Refused(RefusalWords.Of(Refusal.Empty, L));
        return await AnswerAsync(await Post.ExecuteAsync(Actor, new(item.Conversation), message, gone.Token));
    }

    private async Task<OutboxResult> AnswerAsync(PostOutcome outcome)
    {
        switch (outcome)
        {
            case PostOutcome.Sent sent:
                if (OnSent is not null) await OnSent(sent.Entry);
                return OutboxResult.Sent();
            case PostOutcome.Refused refused:
                return OutboxResult.Refused(RefusalWords.Of(refused.Reason, L));
            case PostOutcome.Unknown:
                return OutboxResult.Refused(RefusalWords.OfUnknown(L));
            case var other:
                throw new InvalidOperationException($"No words for {other}");
        }
    }

    /// <summary>Called while a name is being typed after an @ in a note.</summary>
    [JSInvokable]
    public async Task<IReadOnlyList<Suggestion>> NamesAsync(string typed) =>
        [.. (await Mentionable.SuggestAsync(Actor, typed, gone.Token)).Select(m => new Suggestion(m.Name, m.IsTeam ? L["Team of {0}", m.Members.Count] : ""))];

    public sealed record Suggestion(string Name, string Hint);

    /// <summary>The conversation becomes this person's; what the other one wrote stays in their box.</summary>
    private Task TakeOverAsync() => OnTake.InvokeAsync();

    [JSInvokable]
    public void TypingAsync(Guid conversation, bool typing)
    {
        if (Model is { } model && model.Id.Value == conversation) Typing.Execute(Actor, model.Conversation, typing);
    }

    [JSInvokable]
    public string Ticket(Guid conversation) => Links.ForUpload(Actor, new(conversation));

    /// <summary>Called when the connection is back: writing goes on once everything that was missed is on the page.</summary>
    [JSInvokable]
    public Task CatchUpAsync() => catchingUp = CatchUp();

    private Dictionary<string, string> Words() => new()
    {
        ["sending"] = L["Sending"], ["sent"] = L["Sent"], ["notSent"] = L["Not sent"], ["tryAgain"] = L["Try again"], ["remove"] = L["Edit"],
        ["failed"] = L["The server did not take it."], ["tooLong"] = L["Longer than {0} characters. Send it in parts.", "{0}"],
        ["you"] = L["You"], ["note"] = L["Note"], ["cancel"] = L["Cancel"], ["dismiss"] = L["Dismiss"], ["uploading"] = L["Uploading {0}", "{0}"],
        ["tooLarge"] = L["“{0}” is larger than {1}. Send a smaller file.", "{0}", "{1}"], ["empty"] = L["“{0}” is empty.", "{0}"],
        ["notAllowed"] = L["“{0}” is of a kind that may not be sent. Pictures, PDF, text, sound, video and ZIP files may.", "{0}"],
        ["clash"] = L["{0} is writing a reply to this customer.", "{0}"], ["names"] = L["{0} names. Arrow keys choose, Enter takes one.", "{0}"],
        ["fileFailed"] = L["“{0}” could not be attached. Your text is kept. Files go with a reply, not with a note.", "{0}"],
    };

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await module.LeaveAsync("stop", root);
        self?.Dispose();
        gone.Dispose();
    }
}
