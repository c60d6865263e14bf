using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Portal.Api;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Channels;
using Portal.Domain.Conversations;
using Portal.Domain.Customers;
using Portal.Domain.Shared;
using Portal.Live;

namespace Portal.Components.Channels;

/// <summary>
/// The chat that customers see. The browser's half is in ChatPage.razor.js and outbox.js: what is typed, its echo and its
/// sending. This half recognises the visitor, follows the conversation and draws what is committed.
/// </summary>
public sealed partial class ChatPage : LiveComponent
{
    private Inbox? inbox;
    private ChatWords words = new("en");
    private ChatSession? session;
    private Availability? availability;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private IJSObjectReference? module;
    private DotNetObjectReference<ChatPage>? self;
    private bool begun, formDone, emailSkipped, emailWanted;

    [Parameter, EditorRequired] public required string InboxKey { get; set; }
    [Parameter, EditorRequired] public required string Language { get; set; }

    [Inject] public required FindInbox Inboxes { get; init; }
    [Inject] public required OpenChat Open { get; init; }
    [Inject] public required ReadAvailability ReadAvailability { get; init; }
    [Inject] public required WriteAsCustomer Write { get; init; }
    [Inject] public required PostMessage Post { get; init; }
    [Inject] public required ReadTimeline Timeline { get; init; }
    [Inject] public required AdvanceReceipts Receipts { get; init; }
    [Inject] public required AnnounceTyping Announce { get; init; }
    [Inject] public required DescribeCustomer Describe { get; init; }
    [Inject] public required AttachmentLinks Links { get; init; }
    [Inject] public required ChatPace Pace { get; init; }
    [Inject] public required ChatHeartbeat Heartbeat { get; init; }
    [Inject] public required IOptions<ConversationOptions> Options { get; init; }
    [Inject] public required IJSRuntime Js { get; init; }
    [Inject] public required ILogger<ChatPage> Logger { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary>The inbox first: a page that is drawn without it would take away what stands there already, and never begin.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        words = new ChatWords(Language);
        if (inbox is null) await InsistAsync(async () => inbox = await Inboxes.ByKeyAsync(InboxKey, Gone));
        if (resumesFrom is { } before && inbox is not null && !begun && RendererInfo.IsInteractive) await ResumeAsync(before);
        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (resumed)
        {
            resumed = false;
            Welcome();
        }

        // Where the inbox had to be read from the database, the first rendering was without it.
        if (begun || inbox is null) return;
        var visit = await MeetAsync();
        await InsistAsync(() => EnterAsync(visit.Token, visit.Page));
    }

    private async Task<Visit> MeetAsync()
    {
        begun = true;
        self = DotNetObjectReference.Create(this);
        module = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Channels/ChatPage.razor.js");
        // Waits until the host page has handed over what it remembers of this visitor.
        var visit = await module.InvokeAsync<Visit>("start", self);
        words = new ChatWords(Language, visit.Region);
        zone = visit.TimeZone is { Length: > 0 and < 60 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var known) ? known : zone;
        return visit;
    }

    /// <summary>Begins with whoever the token says this is.</summary>
    private async Task EnterAsync(string? token, string? page)
    {
        await RecogniseAsync(token, page);
        StateHasChanged();
        Welcome();
    }

    private async Task RecogniseAsync(string? token, string? page)
    {
        session = (await Open.ExecuteAsync(inbox!, token, Gone)) with { Page = page };
        availability = await ReadAvailability.ExecuteAsync(inbox!, Gone);
        if (session.Current is { } current) await FollowAsync(current.Id);
        Lay();
    }

    private void Welcome()
    {
        Tell("entered", new
        {
            token = session!.Token,
            scope = $"chat.{inbox!.Key}.{session.Actor.Id:N}",
            verified = session.Profile is { IsVerified: true },
            conversation = session.Current?.Id.Value,
            longest = Options.Value.LongestText,
            largest = Options.Value.LargestAttachment,
            largestText = words.Size(Options.Value.LargestAttachment),
            words = BrowserWords(),
        });
        Mark();
    }

    /// <summary>The page's visitor was identified: the same page, another person's history.</summary>
    [JSInvokable]
    public async Task StartOverAsync(string token)
    {
        if (inbox is null || session is null || session.Token == token) return;
        var page = session.Page;
        Leave();
        (formDone, emailSkipped, emailWanted, readsBack) = (false, false, false, false);
        await EnterAsync(token, page);
    }

    private bool AsksForm => session is { Current: null } && !formDone && inbox!.Form.IsAsked && session.Profile is not { IsVerified: true } && Misses(session.Profile);

    private bool Misses(Customer? profile) =>
        (inbox!.Form.Name is not FieldUse.Hidden && profile is not { Name.Length: > 0 }) || (inbox.Form.Email is not FieldUse.Hidden && profile?.Email is null);

    private bool MayGiveEmail => session is { Profile: not { IsVerified: true } } && !AsksForm;

    private bool AsksEmail => MayGiveEmail && (emailWanted || (session!.Profile?.Email is null && IsWaiting && !emailSkipped && availability is { CanAnswerNow: false }));

    private async Task StartAsync(string name, string email)
    {
        await IntroduceAsync(name, email);
        formDone = true;
        // The event was the form's own; without a word only the form would be drawn again.
        StateHasChanged();
        Tell("focus");
    }

    private async Task KeepEmailAsync(string email)
    {
        await IntroduceAsync(null, email);
        // For whom the line was full, this is what brings their turn.
        if (IsWaiting && session is { Current: { } current, Profile.Email: { } known }) await AnswerLater.ExecuteAsync(session.Actor, current.Id, known, Gone);
        emailWanted = false;
        StateHasChanged();
        Tell("focus");
    }

    private void SkipEmail() => (emailSkipped, emailWanted) = (true, false);

    [JSInvokable]
    public void AskEmail()
    {
        emailWanted = true;
        StateHasChanged();
    }

    private async Task IntroduceAsync(string? name, string email)
    {
        var profile = await Describe.ExecuteAsync(session!.Actor, name, email, words.Language, Gone);
        session = session with { Profile = profile, Actor = session.Actor with { Name = profile.DisplayName } };
    }

    /// <summary>
    /// Says something to the browser without waiting for it: an answer over a lost connection would come after a minute as a fault.
    /// What must not be lost is said again when the connection is back.
    /// </summary>
    private void Tell(string what, params object?[] values) => _ = module?.TellAsync(Logger, Gone, what, values);

    private string? AvailabilityText()
    {
        if (availability is not { } a) return null;
        if (!a.WithinHours) return a.OpensAt is { } opens ? $"{OpensText(opens)}{AnswerText(a)}" : words["ClosedNow"];
        if (!a.SomebodyThere) return words["NobodyNow"];
        return a.ClosesAt is { } closes ? words["HereUntil", words.Time(TimeZoneInfo.ConvertTime(closes, zone))] : words["HereNow"];
    }

    /// <summary>The promise for somebody who writes now, with its day where that is not the day of opening.</summary>
    private string AnswerText(Availability a)
    {
        if (a.AnswerBy is not { } by || a.OpensAt is not { } opens) return "";
        var (answer, begin) = (TimeZoneInfo.ConvertTime(by, zone), TimeZoneInfo.ConvertTime(opens, zone));
        var time = words.Time(answer);
        return " " + words["AnswerBy", answer.Date == begin.Date ? time : $"{words.Day(DateOnly.FromDateTime(answer.DateTime), today)}, {time}"];
    }

    private string OpensText(DateTimeOffset opens)
    {
        var local = TimeZoneInfo.ConvertTime(opens, zone);
        var days = DateOnly.FromDateTime(local.DateTime).DayNumber - today.DayNumber;
        var time = words.Time(local);
        return days switch
        {
            <= 0 => words["BackToday", time],
            1 => words["BackTomorrow", time],
            _ => words["BackOn", time, words.Weekday(local.DayOfWeek)],
        };
    }

    /// <summary>That the line was full stands among the messages.</summary>
    private string? ChoiceHint => outlook is { Place: LinePlace.Beyond } ? null : HintText();

    private string? HintText()
    {
        if (IsResolved) return words["ResolvedHint"];
        if (!IsWaiting) return null;
        // Its own queue's hours: it may wait in another one than its inbox's.
        if (outlook is { OpensAt: { } opens, Place: not LinePlace.ByEmail }) return OpensText(opens);
        if (outlook is { Place: LinePlace.Beyond or LinePlace.ByEmail } || availability is { CanAnswerNow: true }) return WaitText(outlook);
        return session!.Profile?.Email is { } email ? words["EmailSaved", email] : words["WaitingLonger"];
    }

    private Dictionary<string, string> BrowserWords() => new()
    {
        ["sending"] = words["Sending"], ["sent"] = words["Sent"], ["notSent"] = words["NotSent"], ["tryAgain"] = words["TryAgain"], ["remove"] = words["Remove"],
        ["failed"] = words["Failed"], ["tooLong"] = words["TooLong"], ["uploading"] = words["Uploading"], ["cancel"] = words["CancelUpload"], ["tooLarge"] = words["FileTooLarge"],
        ["notAllowed"] = words["FileNotAllowed"], ["empty"] = words["FileEmpty"], ["fileFailed"] = words["FileFailed"], ["photo"] = words["PhotoYouSent"],
        ["you"] = words["You"], ["fileName"] = words["Conversation"],
    };

    protected override async ValueTask OnDisposeAsync()
    {
        heartbeat?.Dispose();
        typingTimer?.Dispose();
        waitTimer?.Dispose();
        if (module is not null)
        {
            try
            {
                await module.InvokeVoidAsync("leave");
                await module.DisposeAsync();
            }
            catch (Exception fault) when (fault is JSDisconnectedException or OperationCanceledException)
            {
                // The browser has gone, and everything of the page with it.
            }
        }

        self?.Dispose();
    }

    /// <summary>What the browser tells when the page begins.</summary>
    public sealed record Visit(string? Token, string? Region, string? TimeZone, string? Page = null);
}
