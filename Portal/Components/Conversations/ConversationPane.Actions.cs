using Portal.Components.Shared;
using Portal.Domain.Conversations;

namespace Portal.Components.Conversations;

/// <summary>What is done with the open conversation: by button, by key, by the palette.</summary>
public sealed partial class ConversationPane
{
    private Task TakeAsync() => DoAsync((row, ct) => Actions.TakeAsync(Actor, row, ct));

    private Task ReturnAsync() => DoAsync((row, ct) => Actions.ReturnAsync(Actor, row, ct));

    private Task ResolveAsync() => DoAsync((row, ct) => Actions.ResolveAsync(Actor, row, ct));

    private Task ReopenAsync() => DoAsync((row, ct) => Actions.ReopenAsync(Actor, row, ct));

    private Task WakeAsync() => DoAsync((row, ct) => Actions.WakeAsync(Actor, row, ct));

    private Task PrioritiseAsync(PriorityLevel level) => DoAsync((row, ct) => Actions.PrioritiseAsync(Actor, row, level, ct));

    private Task SnoozeAsync(DateTimeOffset until) => DoAsync((row, ct) => Actions.SnoozeAsync(Actor, row, until, Zone, ct));

    private async Task DoAsync(Func<ConversationRow, CancellationToken, Task<Problem?>> act)
    {
        if (model is not { } open) return;
        problem = null;
        problem = await act(open.Row, Gone);
        StateHasChanged();
    }

    private async Task GoOnAsync(ToastAction then)
    {
        problem = null;
        await then.Run();
    }

    private void Show(PaneDialog? which) => dialog = which;

    private Task AskAsync(PaneDialog which)
    {
        if (model is null || (model.Conversation.Status is ConversationStatus.Resolved)) return Task.CompletedTask;
        dialog = which;
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>A key that was pressed outside of any text. Unknown ones mean nothing.</summary>
    public async Task KeyAsync(string key)
    {
        if (model is not { } open) return;
        var resolved = open.Conversation.Status is ConversationStatus.Resolved;
        await (key switch
        {
            "t" when !resolved => TakeAsync(),
            "e" when !resolved => ResolveAsync(),
            "o" when resolved => ReopenAsync(),
            "u" when !resolved => ReturnAsync(),
            "a" => AskAsync(PaneDialog.Assign),
            "q" => AskAsync(PaneDialog.Transfer),
            _ => together?.KeyAsync(key) ?? Task.CompletedTask,
        });
    }

    private void OfferCommands()
    {
        var now = model is { } open ? (open.Id, open.Conversation.Status, open.Conversation.AssigneeId, open.Conversation.Level) : ((Domain.Shared.ConversationId, ConversationStatus, Domain.Shared.UserId?, PriorityLevel)?)null;
        if (now == offeredFor) return;
        offeredFor = now;
        offered?.Dispose();
        offered = model is null ? null : Commands.Offer(L["This conversation"], [.. CommandsOf(model.Conversation)]);
    }

    private IEnumerable<Command> CommandsOf(Conversation c)
    {
        if (c.Status is ConversationStatus.Resolved)
        {
            yield return new(L["Reopen"], Glyph.Refresh, () => InvokeAsync(ReopenAsync), "O");
            yield break;
        }

        if (c.AssigneeId != Actor.User) yield return new(L["Take"], Glyph.Hand, () => InvokeAsync(TakeAsync), "T");
        yield return new(L["Resolve"], Glyph.Check, () => InvokeAsync(ResolveAsync), "E");
        yield return new(L["Assign to somebody"], Glyph.Assign, () => InvokeAsync(() => AskAsync(PaneDialog.Assign)), "A");
        yield return new(L["Move to another queue"], Glyph.Stack, () => InvokeAsync(() => AskAsync(PaneDialog.Transfer)), "Q");
        if (c.AssigneeId is not null) yield return new(L["Back to the queue"], Glyph.Undo, () => InvokeAsync(ReturnAsync), "U");
        foreach (var level in PriorityWords.FromTheTop.Where(level => level != c.Level))
            yield return new(L["Set priority: {0}", PriorityWords.Of(level, L)], level > c.Level ? Glyph.Up : Glyph.Down, () => InvokeAsync(() => PrioritiseAsync(level)));
        yield return new(L["Snooze until a time"], Glyph.Snooze, () => InvokeAsync(() => AskAsync(PaneDialog.Snooze)));
        if (c.Status is ConversationStatus.Snoozed) yield return new(L["Wake it now"], Glyph.Bell, () => InvokeAsync(WakeAsync));
    }
}
