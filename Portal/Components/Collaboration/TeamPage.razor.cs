using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Collaboration;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Collaboration;

/// <summary>The channels of a person's queues, each with how it stands now.</summary>
public sealed partial class TeamPage
{
    private IReadOnlyList<TeamState>? states;
    private List<TeamMessage> messages = [];
    private QueueId? shown;
    private bool earlier;
    private Guid next = Guid.CreateVersion7();
    private string text = "";
    private string? wrong;

    [Inject] public required TeamChannel Channel { get; init; }
    [Inject] public required TeamNews News { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter] public Guid? Queue { get; set; }

    private TeamState? Current => states?.FirstOrDefault(s => Queue is null || s.Queue.Value == Queue);

    protected override async Task OnInitializedAsync()
    {
        News.Changed += Redraw;
        ListenInBursts(Topic.Desk, _ => ReadStatesAsync(), Moves);
        ListenInBursts(Topic.Agents, _ => ReadStatesAsync());
        ListenInBursts(Topic.Setup, _ => ReadStatesAsync());
        await ReadStatesAsync();
    }

    protected override Task OnParametersSetAsync() => ShowAsync();

    /// <summary>Follows the address, and what the person may read: they may come to their first queue, or lose this one, while they look.</summary>
    private async Task ShowAsync()
    {
        var queue = Current?.Queue;
        if (queue == shown) return;
        if (shown is { } old) Ignore(Topic.Team(old));
        (shown, messages, wrong, earlier) = (queue, [], null, false);
        if (queue is not { } now) return;
        // The states are of the channels that the person may read: only to those they listen.
        ListenTogether(Topic.Team(now), TakeAsync);
        News.Look(now);
        await ReadAsync(now);
        await SeeAsync(now);
    }

    /// <summary>Only who comes to a queue or leaves it: a message of somebody who waits changes nothing here.</summary>
    private static bool Moves(IEvent fact) => fact is ConversationChanged change && (change.After.QueuedAt != change.Before?.QueuedAt || change.After.QueueId != change.Before?.QueueId);

    private async Task ReadStatesAsync()
    {
        states = await Channel.ListAsync(Actor, Gone);
        await ShowAsync();
    }

    private async Task ReadAsync(QueueId queue)
    {
        var read = await Channel.ReadAsync(Actor, queue, DateTimeOffset.MaxValue, Gone);
        if (queue == shown) (messages, earlier) = ([.. read], read.Count == TeamChannel.Page);
    }

    private async Task<bool> TakeAsync(IReadOnlyList<IEvent> facts)
    {
        if (shown is not { } queue) return false;
        foreach (var message in facts.OfType<TeamMessageWritten>().Select(f => f.Message))
            if (message.QueueId == queue && messages.All(m => m.Id != message.Id)) messages.Add(message);
        if (facts.Any(f => f is Lagged)) await ReadAsync(queue);
        // Drawn first: it is read by being shown, and nobody waits for the mark.
        StateHasChanged();
        await SeeAsync(queue);
        return false;
    }

    /// <summary>What stands here is read, on every page of this person and after the next start of this one.</summary>
    private async Task SeeAsync(QueueId queue)
    {
        if (RendererInfo.IsInteractive && queue == shown && messages.Count > 0) await Channel.SeeAsync(Actor, queue, messages.Max(m => m.At), Gone);
    }

    private void Redraw() => InvokeAsync(StateHasChanged);

    private async Task EarlierAsync()
    {
        if (shown is not { } queue) return;
        var read = await Channel.ReadAsync(Actor, queue, messages[0].At, Gone);
        if (queue != shown) return;
        messages.InsertRange(0, read);
        earlier = read.Count == TeamChannel.Page;
    }

    private async Task SayAsync()
    {
        if (shown is not { } queue) return;
        wrong = await Channel.WriteAsync(Actor, queue, next, text, Gone) is { } refusal ? CollaborationWords.Of(refusal, L) : null;
        if (wrong is null) (text, next) = ("", Guid.CreateVersion7());
    }

    private static string Counted(TeamState state) => state.Waiting >= TeamChannel.MostCounted ? $"{TeamChannel.MostCounted}+" : state.Waiting.ToString(CultureInfo.CurrentCulture);

    protected override ValueTask OnDisposeAsync()
    {
        News.Changed -= Redraw;
        News.Look(null);
        return ValueTask.CompletedTask;
    }
}
