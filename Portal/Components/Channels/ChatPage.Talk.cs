using Microsoft.JSInterop;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Channels;

/// <summary>The conversation itself: following, sending, receipts, typing.</summary>
public sealed partial class ChatPage
{
    /// <summary>What a page keeps in memory for whoever reads further up; older entries are read again when they are asked for.</summary>
    private const int MostKept = 500;

    /// <summary>What it keeps for whoever reads the newest.</summary>
    private const int MostAtEnd = ReadTimeline.Page;

    private const int Slack = 4 * Runs.Span;

    private TimelineView view = new();
    private Receipts receipts = Domain.Conversations.Receipts.None;
    private IReadOnlyList<Run<ChatLine>> runs = [];
    private (Receipts Receipts, long Last, TimeZoneInfo? Zone) laid = (Domain.Conversations.Receipts.None, 0, null);
    private DateOnly today;
    private string? agent, typing;
    private ITimer? typingTimer;
    private IDisposable? heartbeat;
    private bool hasEarlier, loading, missed, watched, readsBack;
    private long readUpTo;
    private int unread = -1, arrivals;

    private bool IsResolved => view.Entries.Count > 0 && view.Entries[^1].Event is TimelineEvent.Resolved;

    /// <summary>The customer has spoken last, and nobody is with them.</summary>
    private bool IsWaiting => view.Entries.Count > 0 && ChatLayoutRules.WaitsForAnswer(view.Entries) && !HasCompany;

    private bool HasCompany
    {
        get
        {
            for (var i = view.Entries.Count - 1; i >= 0; i--)
            {
                if (view.Entries[i].Event is TimelineEvent.Resolved) return false;
                if (view.Entries[i].Event is TimelineEvent.Joined or TimelineEvent.EscalationAccepted or TimelineEvent.Reopened || ChatLayoutRules.IsFromTeam(view.Entries[i])) return true;
            }

            return false;
        }
    }

    private async Task FollowAsync(ConversationId id)
    {
        loading = true;
        try
        {
            // First listen, then read: what happens in between is noticed by missed.
            Listen(Topic.Customer(id), ApplyAsync, patient: fact => fact is ReceiptsAdvanced);
            heartbeat?.Dispose();
            heartbeat = Heartbeat.Watch(id, () => view.Last, () => InvokeAsync(ComeUpAsync));
            var newest = await Timeline.BeforeAsync(session!.Actor, id, long.MaxValue, Gone);
            view.Merge(newest);
            hasEarlier = newest.Count >= ReadTimeline.Page;
            receipts = await Timeline.ReceiptsAsync(session.Actor, id, Gone);
            readUpTo = Math.Max(readUpTo, receipts.CustomerRead);
        }
        finally
        {
            loading = false;
        }

        if (missed) await CatchUpAsync();
        Lay();
    }

    private void Leave()
    {
        heartbeat?.Dispose();
        if (session?.Current is { } current) Ignore(Topic.Customer(current.Id));
        view = new TimelineView();
        receipts = Domain.Conversations.Receipts.None;
        (readUpTo, unread, typing, hasEarlier, missed, runs) = (0, -1, null, false, false, []);
        Lay();
    }

    /// <returns>Whether anything of it is to be seen here.</returns>
    private async Task<bool> ApplyAsync(IEvent fact)
    {
        if (loading)
        {
            missed = true;
            return false;
        }

        switch (fact)
        {
            case EntryPosted posted when view.Contradicts(posted.Entry):
                BeginAnew();
                return false;
            case EntryPosted posted:
                if (!view.Take(posted)) await CatchUpAsync();
                Lay();
                if (ChatLayoutRules.IsFromTeam(posted.Entry)) Arrived();
                Mark();
                break;
            case ReceiptsAdvanced advanced:
                receipts = receipts.With(advanced);
                if (advanced.Side is Side.Customer)
                {
                    // One's own reading shows at no line; another window of the same person may have read further.
                    readUpTo = Math.Max(readUpTo, advanced.Read);
                    TellUnread();
                    return false;
                }

                Lay();
                break;
            case SomebodyTyping { Side: Side.Staff } hint:
                ShowTyping(hint.Typing ? ChatLayoutRules.FirstName(hint.Name) : null);
                break;
            case Lagged:
                await CatchUpAsync();
                if (session?.Current is { } followed) receipts = await Timeline.ReceiptsAsync(session.Actor, followed.Id, Gone);
                Lay();
                Mark();
                break;
        }

        return true;
    }

    /// <summary>The database was put back to an earlier state under this page. What waits to be sent lies in the browser.</summary>
    private void BeginAnew()
    {
        Logger.LogWarning("The history of {Conversation} is not the one that a page holds; the page loads itself again", session?.Current?.Id);
        Navigation.Refresh(forceReload: true);
    }

    private async Task CatchUpAsync()
    {
        missed = false;
        if (session?.Current is { } current) view.Merge(await Timeline.AfterAsync(session.Actor, current.Id, view.Last, Gone));
    }

    /// <summary>More is stored than is shown, and no event said so.</summary>
    private async Task ComeUpAsync()
    {
        if (loading || Gone.IsCancellationRequested) return;
        await CatchUpAsync();
        Lay();
        Mark();
        StateHasChanged();
    }

    private async Task ShowEarlierAsync()
    {
        if (loading || session?.Current is not { } current) return;
        var older = await Timeline.BeforeAsync(session.Actor, current.Id, view.First, Gone);
        view.Merge(older);
        hasEarlier = older.Count >= ReadTimeline.Page;
        Lay(trim: false);
    }

    private void Lay(bool trim = true)
    {
        if (trim && watched && view.Trim(readsBack ? MostKept : MostAtEnd, Slack)) hasEarlier = true;

        today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), zone).DateTime);
        // What the team has read before, and what was not the last line then, looks as it did.
        var settled = (receipts == laid.Receipts ? laid.Last : Math.Min(laid.Last, laid.Receipts.StaffRead)) - 1;
        runs = Runs.Of(view.Entries, e => e.Sequence, (from, to) => ChatLayoutRules.Lay(view.Entries, receipts, zone, from, to), ReferenceEquals(laid.Zone, zone) ? runs : [], settled);
        laid = (receipts, view.Last, zone);
        agent = HasCompany || IsResolved ? ChatLayoutRules.AgentOf(view.Entries) : null;
        FollowWait();
    }

    /// <summary>One message of the customer, as often as the browser has to try.</summary>
    [JSInvokable]
    public async Task<OutboxResult> SendAsync(OutboxItem item)
    {
        if (session is null) throw new InvalidOperationException("The chat has not begun.");
        await Pace.WaitAsync(session.Actor.Customer, Gone);
        try
        {
            var outcome = item switch
            {
                { Kind: "text", Text: { } text } => await Write.ExecuteAsync(session, new(item.Conversation), item.Id, text, words.Language, Gone),
                { Kind: "file", Attachment: { } file } => await Post.ExecuteAsync(session.Actor, new(item.Conversation), NewMessage.OfFile(item.Id, new(file)), Gone),
                _ => new PostOutcome.Unknown(),
            };
            return outcome switch
            {
                PostOutcome.Sent sent => await SentAsync(sent),
                PostOutcome.Refused refused => OutboxResult.Refused(ReasonText(refused.Reason)),
                PostOutcome.Unknown => OutboxResult.Refused(words["NotYours"]),
                _ => throw new InvalidOperationException($"No answer for {outcome}"),
            };
        }
        catch (Exception fault) when (!Gone.IsCancellationRequested)
        {
            // Interop would tell only the browser; the message itself is kept there and tried again.
            Logger.LogError(fault, "A customer's message {Message} could not be stored", item.Id);
            throw;
        }
    }

    private async Task<OutboxResult> SentAsync(PostOutcome.Sent sent)
    {
        var id = sent.Entry.ConversationId;
        var changed = typing is not null;
        ShowTyping(null);
        if (session!.Current?.Id != id)
        {
            Leave();
            session = session with { Current = await Timeline.FindAsync(session.Actor, id, Gone) };
            await FollowAsync(id);
            availability = await ReadAvailability.ExecuteAsync(inbox!, Gone);
            FollowWait();
            changed = true;
        }
        else if (sent.Repeated)
        {
            await CatchUpAsync();
            Lay();
            changed = true;
        }

        // Otherwise the message comes by its event, and is drawn then.
        if (changed)
        {
            StateHasChanged();
            Mark();
        }

        return OutboxResult.Sent(id.Value);
    }

    /// <summary>Where a file for this conversation may be uploaded; the conversation begins now if it has not yet.</summary>
    [JSInvokable]
    public async Task<UploadTicket?> TicketAsync(Guid conversation)
    {
        if (session is null) return null;
        await Pace.WaitAsync(session.Actor.Customer, Gone);
        return await Write.BeginAsync(session, new(conversation), words.Language, Gone) is { } id
            ? new UploadTicket(id.Value, Links.ForUpload(session.Actor, id))
            : null;
    }

    [JSInvokable]
    public void TypingAsync(Guid conversation, bool isTyping)
    {
        if (session?.Current is { } current && current.Id.Value == conversation) Announce.Execute(session.Actor, current, isTyping);
    }

    /// <summary>Whether somebody is looking at the chat now. Read is only what is looked at.</summary>
    [JSInvokable]
    public async Task WatchedAsync(bool now)
    {
        watched = now;
        unread = -1;
        if (session is null) return;
        if (now)
        {
            // Somebody comes back, perhaps after a lost connection: the store knows best.
            await CatchUpAsync();
            availability = await ReadAvailability.ExecuteAsync(inbox!, Gone);
            Lay();
        }

        Mark();
        StateHasChanged();
    }

    /// <summary>Whether somebody reads further up than the newest lines, so that nothing they look at may go.</summary>
    [JSInvokable]
    public void ReadsBack(bool now) => readsBack = now;

    private void Mark()
    {
        if (session?.Current is { } current && view.Last > 0)
        {
            if (watched) readUpTo = view.Last;
            Receipts.Execute(session.Actor, current.Id, view.Last, readUpTo);
        }

        TellUnread();
    }

    private void TellUnread()
    {
        var count = view.Entries.Count(e => e.Sequence > readUpTo && ChatLayoutRules.IsFromTeam(e));
        if (count == unread || module is null) return;
        unread = count;
        Tell("unread", count);
    }

    private void Arrived()
    {
        ShowTyping(null);
        // Told by the page itself: one answer less over the circuit for each message.
        arrivals++;
    }

    private void ShowTyping(string? name)
    {
        typing = name;
        typingTimer?.Dispose();
        typingTimer = name is null ? null : Clock.CreateTimer(
            _ => _ = InvokeAsync(() =>
            {
                typing = null;
                StateHasChanged();
            }), null, Options.Value.TypingTimeout, Timeout.InfiniteTimeSpan);
    }

    private string ReasonText(Refusal reason) => reason switch
    {
        Refusal.TooLong => words["TooLong", Options.Value.LongestText],
        Refusal.Unreadable or Refusal.Empty => words["Unreadable"],
        _ => words["NotYours"],
    };

    /// <param name="Conversation">Where the file belongs.</param>
    public sealed record UploadTicket(Guid Conversation, string Url);
}
