using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Shared;

namespace Portal.Components.Escalation;

public sealed partial class EscalationPanel
{
    private EscalationCase? newest;
    private IReadOnlyList<Tier> above = [];
    private (ConversationId, UserId?, ConversationStatus, QueueId, PriorityLevel)? read;
    private bool mayAccept, dialog, asking, full, focus;
    private TextAreaField? why;
    private (bool, bool, bool, bool) offeredFor;
    private string reason = "";
    private string? problem, wrong;
    private ITimer? tick;
    private IDisposable? offered;

    [Inject] public required ReadEscalations Reads { get; init; }
    [Inject] public required AcceptEscalation Accept { get; init; }
    [Inject] public required ReturnEscalation Return { get; init; }
    [Inject] public required Commands Commands { get; init; }
    [Inject] public required WithdrawEscalation Withdraw { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter, EditorRequired] public required ConversationRow? Row { get; set; }
    [Parameter, EditorRequired] public required TimeZoneInfo Zone { get; set; }

    private bool IsResolved => Row?.Conversation.Status is ConversationStatus.Resolved;

    private bool MayAsk => Row is { Conversation: var c } && above.Count > 0 && !IsResolved && newest?.State is not EscalationState.Asked
        && (Actor.Leads || c.AssigneeId is null || c.AssigneeId == Actor.User);

    private bool MayReturn => mayAccept || (newest is { State: EscalationState.Accepted } held && held.AcceptedById == Actor.User && Row?.Conversation.AssigneeId == Actor.User && !IsResolved);

    private bool MayWithdraw => newest is { State: EscalationState.Asked } asked && (asked.FromAgentId == Actor.User || asked.AskedById == Actor.User || Actor.Leads);

    protected override void OnInitialized()
    {
        ListenInBursts(Topic.Escalations, async facts =>
        {
            if (Row is { } row && facts.Any(f => f is Lagged || (f is EscalationChanged change && change.Conversation == row.Conversation.Id))) await ReadAsync();
        });
        tick = Clock.CreateTimer(_ => _ = InvokeAsync(() => { if (newest?.AcceptBy is not null) StateHasChanged(); }), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    protected override async Task OnParametersSetAsync()
    {
        // What decides who has it, and which tiers it may enter.
        var now = Row is { Conversation: var c } ? (c.Id, c.AssigneeId, c.Status, c.QueueId, c.Level) : ((ConversationId, UserId?, ConversationStatus, QueueId, PriorityLevel)?)null;
        if (read == now) return;
        if (read?.Item1 != now?.Item1) (newest, above, mayAccept, dialog, asking, problem, reason) = (null, [], false, false, false, null, "");
        read = now;
        await ReadAsync();
    }

    /// <summary>Opens the dialog, if the conversation may be handed up: by key or by the palette.</summary>
    public Task OpenAsync()
    {
        dialog = MayAsk;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task ReadAsync()
    {
        if (Row is not { } row) return;
        newest = (await Reads.OfAsync(Actor, row.Conversation.Id, Gone)).FirstOrDefault();
        above = await Reads.AboveAsync(Actor, row.Conversation, Gone);
        mayAccept = newest is { } asked && await Reads.MayAcceptAsync(Actor, asked, Gone);
        OfferCommands();
    }

    /// <summary>A key that was pressed outside of any text. Unknown ones mean nothing.</summary>
    public Task KeyAsync(string key) => key switch
    {
        "x" => OpenAsync(),
        "y" when mayAccept => AcceptAsync(false),
        "b" when MayReturn => AskWhyAsync(),
        _ => Task.CompletedTask,
    };

    private void OfferCommands()
    {
        var now = (MayAsk, mayAccept, MayReturn, MayWithdraw);
        if (now == offeredFor) return;
        offeredFor = now;
        offered?.Dispose();
        Command[] commands = [.. CommandsNow()];
        offered = commands.Length > 0 ? Commands.Offer(L["Escalation"], commands) : null;
    }

    private IEnumerable<Command> CommandsNow()
    {
        if (mayAccept) yield return new(L["Accept the case"], Glyph.Check, () => InvokeAsync(() => AcceptAsync(false)), "Y");
        if (MayReturn) yield return new(L["Give the case back"], Glyph.Undo, () => InvokeAsync(AskWhyAsync), "B");
        if (MayWithdraw) yield return new(L["Take the request back"], Glyph.Undo, () => InvokeAsync(WithdrawAsync));
        if (MayAsk) yield return new(L["Escalate"], Glyph.Up, () => InvokeAsync(OpenAsync), "X");
    }

    private Task AskWhyAsync()
    {
        (asking, focus) = (true, true);
        StateHasChanged();
        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focus || why is null) return;
        focus = false;
        await why.FocusAsync();
    }

    private Task AcceptAsync(bool anyway) => DoAsync(id => Accept.ExecuteAsync(Actor, id, anyway, CancellationToken.None));

    private Task WithdrawAsync() => DoAsync(id => Withdraw.ExecuteAsync(Actor, id, CancellationToken.None));

    private async Task ReturnAsync()
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            wrong = EscalationWords.Of(L, EscalationRefusal.ReasonMissing);
            return;
        }

        await DoAsync(id => Return.ExecuteAsync(Actor, id, reason, CancellationToken.None));
        if (problem is null) (asking, reason, wrong) = (false, "", null);
    }

    private async Task DoAsync(Func<Guid, Task<EscalationOutcome>> act)
    {
        if (newest is not { } now) return;
        var outcome = await act(now.Id);
        problem = outcome is EscalationOutcome.Done ? null : EscalationWords.Of(L, outcome);
        full = outcome is EscalationOutcome.Refused { Reason: EscalationRefusal.Full };
        await ReadAsync();
        // It may have been asked for by key or by the palette, which draw nothing here.
        StateHasChanged();
    }

    private static string? Tone(EscalationState state) => state switch { EscalationState.Asked => "acc", EscalationState.Accepted => "ok", EscalationState.Returned or EscalationState.Lapsed => "warn", _ => null };

    private string? Left(EscalationCase now)
    {
        if (now.AcceptBy is not { } due) return null;
        var left = due - Clock.GetUtcNow();
        return left <= TimeSpan.Zero ? L["time is over"] : L["{0} left", left.TotalMinutes >= 1 ? $"{(int)left.TotalMinutes}:{left.Seconds:00}" : L["{0} s", (int)Math.Ceiling(left.TotalSeconds)].Value];
    }

    private string Sentence(EscalationCase now)
    {
        var asked = EscalationWords.Of(L, now.Cause) ?? L["{0} asked for help.", now.FromName].Value;
        return now.State switch
        {
            EscalationState.Accepted => L["{0} {1} took it over after {2}.", asked, now.AcceptedByName ?? "", Span(now.AcceptedAfter ?? TimeSpan.Zero)],
            EscalationState.Returned => L["{0} It came back: {1}", asked, now.ReturnReason ?? ""],
            EscalationState.Lapsed => L["{0} Nobody took it; whoever has it keeps it.", asked],
            _ => asked,
        };
    }

    private string Span(TimeSpan span) => span.TotalMinutes >= 1 ? L["{0} min", (int)span.TotalMinutes] : L["{0} s", (int)span.TotalSeconds];

    protected override async ValueTask OnDisposeAsync()
    {
        offered?.Dispose();
        if (tick is not null) await tick.DisposeAsync();
    }
}
