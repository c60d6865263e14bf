using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Collaboration;

/// <summary>
/// On every staff page, and nothing to be seen: counts what a person has been told and not seen, says who named or asked
/// them, and lets the palette find conversations and set their status.
/// </summary>
public sealed partial class CollaborationWatch
{
    private const string Place = "mentions";
    private const int MostFound = 6;

    private volatile HashSet<ConversationId> followed = [];
    private IDisposable? commands;
    private IDisposable? search;

    [Inject] public required ReadMentions Mentions { get; init; }
    [Inject] public required WriteWhisper Whispers { get; init; }
    [Inject] public required ListConversations Lists { get; init; }
    [Inject] public required SetPresence SetPresence { get; init; }
    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required RailCounts Counts { get; init; }
    [Inject] public required Commands Commands { get; init; }
    [Inject] public required Toasts Toasts { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [Inject] public required ILogger<CollaborationWatch> Logger { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Actor is not { IsStaff: true } actor || !RendererInfo.IsInteractive) return;
        ListenInBursts(Topic.User(actor.User), TakeAsync, fact => fact is MentionsChanged or ConsultChanged or Whispered or FollowedFor);
        // What is followed is replaced as a whole, so that it may be asked on any thread.
        ListenInBursts(Topic.Desk, RecountAsync, fact => fact is ConversationChanged change && followed.Contains(change.After.Id));
        ListenInBursts(Topic.Setup, async _ => { await OfferStatusesAsync(actor); return false; }, fact => fact is StatusesChanged);
        await OfferStatusesAsync(actor);
        search = Commands.Search(FindAsync);
        await CountAsync();
    }

    private async Task OfferStatusesAsync(Actor actor)
    {
        var own = (await Team.SettingsAsync(actor, Gone)).Statuses;
        commands?.Dispose();
        commands = Commands.Offer(L["Your status"],
        [
            Status(L["Set status: Available"], Presence.Available), Status(L["Set status: Transfers only"], Presence.TransfersOnly), Status(L["Set status: Busy"], Presence.Busy),
            Status(L["Set status: Away"], Presence.Away), Status(L["Set status: Offline"], Presence.Offline),
            .. own.Select(s => new Command(L["Set status: {0}", s.Name], Glyph.Person, () => SetPresence.ExecuteAsync(actor, s.Name, Gone))),
        ]);
    }

    private Command Status(string name, Presence presence) => new(name, Glyph.Person, async () =>
    {
        if (Actor is { } actor) await SetPresence.ExecuteAsync(actor, presence, Gone);
    });

    private async Task<CommandGroup?> FindAsync(string words, CancellationToken ct)
    {
        if (Actor is not { } actor) return null;
        var rows = await Lists.ExecuteAsync(actor, new(ConversationView.AllOpen, actor.User, words), ct);
        return rows.Count == 0 ? null : new(L["Conversations"], [.. rows.Take(MostFound).Select(r => new Command($"{r.CustomerName} · {SimulatedMark.Text(r.Conversation.IsSimulated, L)}{r.QueueName}", Glyph.Chat, () => Open(r.Conversation.Id)))]);
    }

    private bool IsOpen(ConversationId id) => Navigation.ToBaseRelativePath(Navigation.Uri).StartsWith($"workspace/{id}", StringComparison.OrdinalIgnoreCase);

    private Task Open(ConversationId id)
    {
        Navigation.NavigateTo($"workspace/{id}");
        return Task.CompletedTask;
    }

    /// <returns>False: there is nothing to be drawn.</returns>
    private async Task<bool> TakeAsync(IReadOnlyList<IEvent> facts)
    {
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case MentionsChanged { By: { } by, Excerpt: { } excerpt } mention:
                    Toasts.Show(ToastTone.Info, $"{L["{0} named you", by]}: {excerpt}", new(L["Open"], () => InvokeAsync(() => Open(mention.Conversation))));
                    break;
                case FollowedFor added:
                    Toasts.Show(ToastTone.Info, L["{0} lets you follow a conversation", added.By], new(L["Open"], () => InvokeAsync(() => Open(added.Conversation))));
                    break;
                // Whoever has it open reads it there.
                case Whispered { Whisper: var whisper } when whisper.AuthorId != Actor?.User && !IsOpen(whisper.ConversationId):
                    Toasts.Show(ToastTone.Info, $"{L["{0} whispers", whisper.AuthorName]}: {TextRules.OneLine(whisper.Text, 100)}", new(L["Open"], () => InvokeAsync(() => Open(whisper.ConversationId))));
                    break;
                case ConsultChanged { Consult: var consult } when Words(consult) is { } words:
                    Toasts.Show(ToastTone.Info, words, new(L["Open"], () => InvokeAsync(() => Open(consult.ConversationId))));
                    break;
            }
        }

        if (facts.Any(f => f is MentionsChanged or Whispered or FollowedFor or Lagged)) await CountAsync();
        return false;
    }

    /// <summary>What of a consult somebody wants to know who is elsewhere. The answer itself comes as a mention.</summary>
    private string? Words(Consult consult) => consult.Status switch
    {
        ConsultStatus.Open when consult.AskedById != Actor?.User && consult.HolderId is null => L["{0} asks: {1}", consult.AskedByName, TextRules.OneLine(consult.Question, 100)].Value,
        ConsultStatus.Declined when consult.AskedById == Actor?.User => L["{0} declined your question", consult.ToName].Value,
        ConsultStatus.Lapsed when consult.AskedById == Actor?.User => L["Nobody answered your question to {0} in time", consult.ToName].Value,
        ConsultStatus.Withdrawn when consult.HolderId == Actor?.User => L["The question of {0} needs no answer any more", consult.AskedByName].Value,
        _ => null,
    };

    private async Task<bool> RecountAsync(IReadOnlyList<IEvent> facts)
    {
        await CountAsync();
        return false;
    }

    private async Task CountAsync()
    {
        if (Actor is not { } actor) return;
        try
        {
            var news = await Mentions.FollowedAsync(actor, Gone);
            followed = [.. news.Select(n => n.Conversation)];
            Counts[Place] = await Mentions.CountAsync(actor, Gone) + news.Count(n => n.News > 0) + (await Whispers.UnseenAsync(actor, Gone)).Count;
        }
        catch (Exception error) when (!Gone.IsCancellationRequested)
        {
            // A number on the rail must not take the page down; the next event counts again.
            Logger.LogError(error, "Mentions could not be counted");
        }
    }

    protected override ValueTask OnDisposeAsync()
    {
        commands?.Dispose();
        search?.Dispose();
        return ValueTask.CompletedTask;
    }
}
