using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

public enum PaneDialog { Assign, Transfer, Snooze }

/// <summary>The conversation that is open: one subscription to its topic, whose facts go to the part that they concern.</summary>
public sealed partial class ConversationPane
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    /// <summary>Who was away for less has not forgotten where they were.</summary>
    private static readonly TimeSpan WorthReminding = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TellViewing = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim turn = new(1, 1);
    private OpenedConversation? model;
    private Collaboration.CollaborationBar? together;
    private Timeline? lines;
    private ConversationId? opening;
    private PaneDialog? dialog;
    private Problem? problem;
    private string? fault;
    private bool unknown;
    private bool missed;
    private ConversationRow? told;
    private bool untold;
    private DateTimeOffset? leftAt;
    private ITimer? beat;
    private DateTimeOffset checkedAt;
    private DateTimeOffset toldAt;
    private IDisposable? offered;
    private (ConversationId Id, ConversationStatus Status, UserId? Assignee, PriorityLevel Level)? offeredFor;

    [Inject] public required ReadTimeline Reads { get; init; }
    [Inject] public required ListConversations Lists { get; init; }
    [Inject] public required OpenConversation Open { get; init; }
    [Inject] public required AdvanceReceipts Receipts { get; init; }
    [Inject] public required AnnounceViewing Viewing { get; init; }
    [Inject] public required ConversationActions Actions { get; init; }
    [Inject] public required KeepCommitments Commitments { get; init; }
    [Inject] public required Toasts Toasts { get; init; }
    [Inject] public required Commands Commands { get; init; }
    [Inject] public required IOptions<ConversationOptions> Options { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [Inject] public required ILogger<ConversationPane> Logger { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [CascadingParameter] public required Places Places { get; set; }

    [Parameter] public ConversationId? Id { get; set; }
    [Parameter] public ConversationId? From { get; set; }
    [Parameter, EditorRequired] public required TimeZoneInfo Zone { get; set; }

    /// <summary>Told what is open whenever its head changes; null when nothing is.</summary>
    [Parameter] public EventCallback<ConversationRow?> OnOpened { get; set; }

    [Parameter] public EventCallback OnKeys { get; set; }

    protected override void OnInitialized() =>
        beat = Clock.CreateTimer(_ => _ = InvokeAsync(BeatAsync), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    protected override Task OnParametersSetAsync() => Id == opening ? Task.CompletedTask : OpenAsync(Id);

    private async Task OpenAsync(ConversationId? id)
    {
        Leave();
        leftAt = id is { } back && Places.LeftAt(back) is { } left && Clock.GetUtcNow() - left >= WorthReminding ? left : null;
        (opening, fault, unknown, problem, dialog) = (id, null, false, null, null);
        if (id is not { } wanted)
        {
            await TellAsync();
            return;
        }

        // Listening first: what is posted while the history is being read is read afterwards.
        missed = false;
        ListenTogether(Topic.Staff(wanted), facts => ApplyAsync(wanted, facts), patient: fact => fact is ReceiptsAdvanced);
        try
        {
            OpenedConversation? read = null;
            // A database that is away for a moment is waited for, as long as somebody wants to see this one.
            await InsistAsync(async () => read = opening == id ? await ReadAsync(wanted) : null);
            if (opening != id) return;
            (model, unknown) = (read, read is null);
        }
        catch (Exception error) when (!Gone.IsCancellationRequested && opening == id)
        {
            fault = Faults.Code();
            Logger.LogError(error, "Conversation {Conversation} could not be read, fault {Code}", wanted, fault);
        }

        if (model is null)
        {
            await TellAsync();
            return;
        }

        AnnounceViewing(true);
        if (missed) await CatchUpAsync();
        else await CloseGapAsync(model);
        Receive(model);
        await TellAsync();
        await AcceptAsync(model);
    }

    private async Task<OpenedConversation?> ReadAsync(ConversationId id)
    {
        if (await Lists.FindAsync(Actor, id, Gone) is not { } row) return null;
        var opened = new OpenedConversation(row, await Reads.ReceiptsAsync(Actor, id, Gone));
        var before = Places.Of(id) is { } place ? place.Sequence + ReadTimeline.Page / 2 : long.MaxValue;
        opened.Window.Show(await Reads.BeforeAsync(Actor, id, before, Gone), row.Conversation.LastSequence);
        if (opened.Window.AtEnd) opened.FirstUnread = TimelineRules.FirstUnread(opened.Window.Entries, row.Unread);
        opened.LinesChanged();
        return opened;
    }

    /// <summary>The assignee looks at it: the offer is taken. Who only reads along takes nothing.</summary>
    private async Task AcceptAsync(OpenedConversation opened)
    {
        if (!ListRules.IsOffer(opened.Conversation, Actor.User)) return;
        // Refused when it went on to somebody else in this very moment; the event that says so is on its way.
        if (await Open.ExecuteAsync(Actor, opened.Id, Gone) is ChangeOutcome.Done done) await ChangeAsync(opened, done.After);
    }

    /// <returns>Whether anything of them is to be seen here, apart from the lines, which are drawn by themselves.</returns>
    private async Task<bool> ApplyAsync(ConversationId id, IReadOnlyList<IEvent> facts)
    {
        // Gathered for the conversation that was open before.
        if (opening != id) return false;
        if (model is not { } open)
        {
            missed = true;
            return false;
        }

        var (row, hints) = (open.Row, open.HintsVersion);
        foreach (var fact in facts) await TakeAsync(open, fact);
        // Somebody may have gone on to another conversation while one was read.
        if (!ReferenceEquals(open, model)) return false;
        if (hints != open.HintsVersion || !ConversationHeader.DrawsSame(row, open.Row) || facts.Any(f => f is Lagged)) return true;
        lines?.Refresh();
        return false;
    }

    private async Task TakeAsync(OpenedConversation open, IEvent fact)
    {
        var now = Clock.GetUtcNow();
        switch (fact)
        {
            case EntryPosted posted:
                open.Wrote(posted.Entry.AuthorId);
                await TakeAsync(open, posted);
                break;
            case ConversationChanged change:
                await ChangeAsync(open, change.After);
                break;
            case ReceiptsAdvanced receipt:
                open.Take(receipt);
                break;
            case SomebodyTyping hint:
                open.Take(hint, Actor.Id, now + Options.Value.TypingTimeout, now + Options.Value.WritingTimeout);
                break;
            case SomebodyViewing hint:
                // Who has just come does not know yet that this person is here.
                if (open.Take(hint, Actor.Id, now + Options.Value.ViewingTimeout)) AnnounceViewing(true);
                break;
            case Lagged:
                await CatchUpAsync();
                break;
        }
    }

    private async Task TakeAsync(OpenedConversation open, EntryPosted posted)
    {
        if (open.Window.Contradicts(posted.Entry))
        {
            // The database was put back to an earlier state under this page: nothing that it holds is certain. Drafts and what waits to be sent lie in the browser.
            Logger.LogWarning("The history of {Conversation} is not the one that a page holds; the page loads itself again", open.Id);
            Navigation.Refresh(forceReload: true);
            return;
        }

        if (!open.Window.Take(posted)) await CloseGapAsync(open);
        open.LinesChanged();
        Receive(open);
    }

    private async Task CloseGapAsync(OpenedConversation open)
    {
        await turn.WaitAsync(Gone);
        try
        {
            // Known of, though perhaps not held: an earlier attempt to read it may have failed.
            if (open.Window.AtEnd) return;
            // Somebody reads further up: what is far below waits in the store until they come down.
            if (!open.Window.Follows && open.Window.Newest - open.Window.Last > ReadTimeline.Page / 2) return;
            open.Window.AddNewer(await Reads.AfterAsync(Actor, open.Id, open.Window.Last, Gone));
            open.LinesChanged();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The store's state, whatever events said or did not say.</summary>
    private async Task CatchUpAsync()
    {
        if (model is not { } open) return;
        checkedAt = Clock.GetUtcNow();
        if (await Lists.FindAsync(Actor, open.Id, Gone) is not { } row) return;
        if (row.Conversation.Version > open.Conversation.Version || row != open.Row) open.Take(row);
        open.Window.Know(row.Conversation.LastSequence);
        await CloseGapAsync(open);
        Receive(open);
        open.Take(await Reads.ReceiptsAsync(Actor, open.Id, Gone));
        open.LinesChanged();
        await TellAsync();
        StateHasChanged();
    }

    private async Task ChangeAsync(OpenedConversation open, Conversation after)
    {
        if (open.Take(after) && await Lists.FindAsync(Actor, open.Id, Gone) is { } row) open.Take(row);
        // What stands beside the conversation is drawn with each message only where more than a message has changed.
        untold = told is { } before && ListRules.IsSameBeside(before, open.Row);
        if (!untold) await TellAsync();
        // Assigned to this person while they have it before their eyes: nobody has to press it first.
        await AcceptAsync(open);
    }

    private async Task ShowSentAsync(TimelineEntry entry)
    {
        _ = KeepPromisesAsync(entry);
        // The event is mostly here before the answer.
        if (model is not { } open || open.Id != entry.ConversationId || entry.Sequence <= open.Window.Last) return;
        await TakeAsync(open, new(Topic.Staff(open.Id), entry, entry.Sequence - 1));
        lines?.Refresh();
    }

    // Beside the sending: whoever wrote need not wait for it.
    private async Task KeepPromisesAsync(TimelineEntry entry)
    {
        try
        {
            var kept = await Commitments.FromAsync(Actor, entry, Zone, CancellationToken.None);
            foreach (var commitment in kept)
                Toasts.Show(ToastTone.Info, L["You are reminded {0}", Moments.Until(commitment.Due, Clock.GetUtcNow(), Zone, L)], new(L["Not needed"], () => Commitments.EndAsync(Actor, commitment.Id, CancellationToken.None)));
        }
        catch (Exception error)
        {
            Logger.LogError(error, "A promise in {Conversation} could not be kept in mind", entry.ConversationId);
        }
    }

    private async Task BeatAsync()
    {
        if (model is not { } open || Gone.IsCancellationRequested) return;
        var now = Clock.GetUtcNow();
        var hints = open.HintsVersion;
        open.Expire(now);
        if (untold) await TellAsync();
        if (now - toldAt >= TellViewing) AnnounceViewing(true);
        if (now - checkedAt >= Heartbeat) await LookAgainAsync(open, now);
        if (hints != open.HintsVersion) StateHasChanged();
    }

    // Cheap, and rare: for the day on which the feed between nodes is down.
    private async Task LookAgainAsync(OpenedConversation open, DateTimeOffset now)
    {
        checkedAt = now;
        try
        {
            if (await Reads.FindAsync(Actor, open.Id, Gone) is { } stored && stored.Version > open.Conversation.Version) await CatchUpAsync();
        }
        catch (Exception error) when (!Gone.IsCancellationRequested)
        {
            Logger.LogWarning(error, "Conversation {Conversation} could not be looked at again", open.Id);
        }
    }

    private void Receive(OpenedConversation open)
    {
        if (!ConversationRules.ReadsAlong(Actor, open.Conversation)) Receipts.Execute(Actor, open.Id, open.Window.Newest, 0);
    }

    private void AnnounceViewing(bool viewing)
    {
        if (model is null) return;
        toldAt = Clock.GetUtcNow();
        Viewing.Execute(Actor, model.Conversation, viewing);
    }

    private void Leave()
    {
        if (opening is { } old)
        {
            Ignore(Topic.Staff(old));
            Places.Left(old, Clock.GetUtcNow());
        }

        AnnounceViewing(false);
        model = null;
    }

    private async Task TellAsync()
    {
        OfferCommands();
        (told, untold) = (model?.Row, false);
        await OnOpened.InvokeAsync(told);
    }

    protected override async ValueTask OnDisposeAsync()
    {
        if (opening is { } old) Places.Left(old, Clock.GetUtcNow());
        AnnounceViewing(false);
        offered?.Dispose();
        if (beat is not null) await beat.DisposeAsync();
    }
}
