using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Shared;

namespace Portal.Components.Collaboration;

/// <summary>On every staff page, and nothing to be seen: says what is written in the channels of one's own queues, and counts what is not read yet.</summary>
public sealed partial class TeamWatch
{
    private const string Place = "team";
    private IReadOnlyDictionary<QueueId, string> own = new Dictionary<QueueId, string>();
    private int counts;

    [Inject] public required TeamChannel Channel { get; init; }
    [Inject] public required TeamNews News { get; init; }
    [Inject] public required RailCounts Counts { get; init; }
    [Inject] public required Toasts Toasts { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Actor is not { IsStaff: true } actor || !RendererInfo.IsInteractive) return;
        News.Changed += Count;
        ListenInBursts(Topic.Setup, async _ => { await ReadAsync(actor); return false; });
        ListenInBursts(Topic.User(actor.User), async _ => { await CountAsync(actor); return false; }, fact => fact is TeamChannelRead);
        await InsistAsync(() => ReadAsync(actor));
    }

    /// <summary>Whose channels they are changes: somebody who is no member any more hears nothing more.</summary>
    private async Task ReadAsync(Actor actor)
    {
        var now = await Channel.OwnAsync(actor, Gone);
        foreach (var queue in own.Keys.Except(now.Keys)) Ignore(Topic.Team(queue));
        foreach (var queue in now.Keys.Except(own.Keys)) ListenInBursts(Topic.Team(queue), facts => TakeAsync(actor, facts), fact => fact is TeamMessageWritten written && written.Message.AuthorId != actor.User);
        own = now;
        await CountAsync(actor);
    }

    /// <returns>False: there is nothing to be drawn.</returns>
    private async Task<bool> TakeAsync(Actor actor, IReadOnlyList<IEvent> facts)
    {
        foreach (var message in facts.OfType<TeamMessageWritten>().Select(f => f.Message).Where(m => !News.IsBeforeEyes(m.QueueId)))
        {
            Toasts.Show(ToastTone.Info, $"{message.AuthorName} · {own.GetValueOrDefault(message.QueueId)}: {TextRules.OneLine(message.Text, 100)}",
                new(L["Open"], () => { Navigation.NavigateTo($"team/{message.QueueId}"); return Task.CompletedTask; }));
        }

        await CountAsync(actor);
        return false;
    }

    /// <summary>Several may count at a time: whoever began last knows the newest.</summary>
    private async Task CountAsync(Actor actor)
    {
        var turn = ++counts;
        var unread = await Channel.UnreadAsync(actor, Gone);
        if (turn == counts) News.Take(unread);
    }

    private void Count() => Counts[Place] = News.Total;

    protected override ValueTask OnDisposeAsync()
    {
        News.Changed -= Count;
        return ValueTask.CompletedTask;
    }
}
