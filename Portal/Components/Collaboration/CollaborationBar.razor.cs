using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Collaboration;

public enum BarDialog { Consult, Problem, Whisper, Followers }

/// <summary>Follows, consults, whispers and problems of one conversation, live.</summary>
public sealed partial class CollaborationBar
{
    private ConversationId? shown;
    private long seen;
    private bool follows, mentioned;
    private IReadOnlyList<Follower> followers = [];
    private IReadOnlyList<Consult> consults = [];
    private IReadOnlySet<Guid> asked = new HashSet<Guid>();
    private IReadOnlyList<Whisper> whispers = [];
    private IReadOnlyList<Problem> problems = [];
    private BarDialog? dialog;
    private IDisposable? offered;
    private (ConversationId, ConversationStatus, UserId?, string, bool, IReadOnlyList<Follower>, BarDialog?, (IReadOnlyList<Consult>, IReadOnlySet<Guid>, IReadOnlyList<Whisper>, IReadOnlyList<Problem>))? drawn;
    private (ConversationId, ConversationStatus, UserId?, bool, bool) offeredFor;

    [Inject] public required FollowConversation Follow { get; init; }
    [Inject] public required ReadConsults ReadConsults { get; init; }
    [Inject] public required WriteWhisper Whispers { get; init; }
    [Inject] public required ReadProblems ReadProblems { get; init; }
    [Inject] public required ReadMentions Mentions { get; init; }
    [Inject] public required Commands Commands { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [Inject] public required ILogger<CollaborationBar> Logger { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter, EditorRequired] public required Conversation Conversation { get; set; }
    [Parameter, EditorRequired] public required string CustomerName { get; set; }

    private bool MayWhisper => Conversation.AssigneeId is { } who && (Actor.Leads ? who != Actor.User || whispers.Count > 0 : who == Actor.User && whispers.Count > 0);

    protected override async Task OnParametersSetAsync()
    {
        if (shown != Conversation.Id) await OpenAsync(Conversation.Id);
        else if (Conversation.LastSequence > seen && (follows || mentioned)) await SeeAsync();
        Offer();
    }

    private async Task OpenAsync(ConversationId id)
    {
        if (shown is { } old)
        {
            Ignore(Topic.Staff(old));
            Ignore(Topic.Lead(old));
        }

        (shown, dialog, follows, followers, consults, whispers, problems, seen) = (id, null, false, [], [], [], [], 0);
        // Listening first: what happens during the read is read again.
        Listen(Topic.Staff(id), TakeAsync, Concerns);
        Listen(Topic.User(Actor.User), TakeAsync, Concerns);
        Listen(Topic.Problems, _ => ReadProblemsAsync(id));
        // Only who leads may listen here; the agent gets theirs under their own name.
        if (Actor.Leads) Listen(Topic.Lead(id), TakeAsync);
        await ReadAsync(id);
        await SeeAsync();
    }

    private async Task ReadAsync(ConversationId id)
    {
        try
        {
            await ReadFollowersAsync(id);
            await ReadConsultsAsync(id);
            var said = await Whispers.ListAsync(Actor, id, Gone);
            if (shown == id) whispers = said;
            await ReadProblemsAsync(id);
        }
        catch (Exception error) when (!Gone.IsCancellationRequested)
        {
            // Beside the conversation, not instead of it: that goes on, and the next event reads again.
            Logger.LogError(error, "What colleagues do in {Conversation} could not be read", id);
        }
    }

    private static bool Concerns(IEvent fact) => fact is FollowersChanged or ConsultChanged or Whispered or MentionsChanged { By: not null };

    private async Task TakeAsync(IEvent fact)
    {
        if (shown is not { } id) return;
        switch (fact)
        {
            case FollowersChanged changed when changed.Conversation == id: await ReadFollowersAsync(id); break;
            case ConsultChanged changed when changed.Consult.ConversationId == id: await ReadConsultsAsync(id); break;
            case Whispered { Whisper: var said } when said.ConversationId == id && whispers.All(w => w.Id != said.Id) && (Actor.Leads || said.AgentId == Actor.User):
                whispers = [.. whispers, said];
                await Whispers.SeeAsync(Actor, id, Gone);
                break;
            case MentionsChanged { By: not null } named when named.Conversation == id:
                mentioned = true;
                if (Conversation.LastSequence > seen) await SeeAsync();
                break;
            case Lagged:
                mentioned = true;
                await ReadAsync(id);
                break;
        }

        Offer();
    }

    private async Task ReadFollowersAsync(ConversationId id)
    {
        var all = await Follow.ListAsync(Actor, id, Gone);
        if (shown == id) (follows, followers) = (all.Any(f => f.UserId == Actor.User), all);
    }

    private async Task ReadConsultsAsync(ConversationId id)
    {
        var live = await ReadConsults.OfAsync(Actor, id, Gone);
        var mine = await ReadConsults.AskedAsync(Actor, live, Gone);
        if (shown == id) (consults, asked) = (live, mine);
    }

    private async Task ReadProblemsAsync(ConversationId id)
    {
        var linked = await ReadProblems.OfAsync(Actor, id, Gone);
        if (shown == id) problems = linked;
    }

    private async Task SeeAsync()
    {
        (seen, mentioned) = (Conversation.LastSequence, false);
        await Mentions.SeeAsync(Actor, Conversation.Id, seen, Gone);
        if (whispers.Count > 0) await Whispers.SeeAsync(Actor, Conversation.Id, Gone);
    }

    private async Task FollowAsync()
    {
        await Follow.ExecuteAsync(Actor, Conversation.Id, !follows, Gone);
        await ReadFollowersAsync(Conversation.Id);
        Offer();
        StateHasChanged();
    }

    private void Show(BarDialog? which)
    {
        dialog = which;
        StateHasChanged();
    }

    /// <summary>A key that was pressed outside of any text. Unknown ones mean nothing.</summary>
    public async Task KeyAsync(string key)
    {
        switch (key)
        {
            case "f": await FollowAsync(); break;
            case "c" when Conversation.Status is not ConversationStatus.Resolved: Show(BarDialog.Consult); break;
            case "w" when MayWhisper: Show(BarDialog.Whisper); break;
            case "p": Show(BarDialog.Problem); break;
        }
    }

    private void Offer()
    {
        var now = (Conversation.Id, Conversation.Status, Conversation.AssigneeId, follows, MayWhisper);
        if (offered is not null && now == offeredFor) return;
        offeredFor = now;
        offered?.Dispose();
        offered = Commands.Offer(L["Working together"], [.. Together()]);
    }

    private IEnumerable<Command> Together()
    {
        yield return new(follows ? L["Stop following"] : L["Follow this conversation"], Glyph.Eye, () => InvokeAsync(FollowAsync), "F");
        if (Conversation.Status is not ConversationStatus.Resolved) yield return new(L["Consult a colleague or a team"], Glyph.Ask, () => InvokeAsync(() => Show(BarDialog.Consult)), "C");
        if (MayWhisper) yield return new(L["Whisper to the agent"], Glyph.Lock, () => InvokeAsync(() => Show(BarDialog.Whisper)), "W");
        yield return new(L["See and add followers"], Glyph.People, () => InvokeAsync(() => Show(BarDialog.Followers)));
        yield return new(L["Link to a problem"], Glyph.Link, () => InvokeAsync(() => Show(BarDialog.Problem)), "P");
    }

    /// <summary>Not for each message.</summary>
    protected override bool ShouldRender()
    {
        var now = (Conversation.Id, Conversation.Status, Conversation.AssigneeId, CustomerName, follows, followers, dialog, (consults, asked, whispers, problems));
        if (now == drawn) return false;
        drawn = now;
        return true;
    }

    protected override ValueTask OnDisposeAsync()
    {
        offered?.Dispose();
        return ValueTask.CompletedTask;
    }
}
