using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Conversations;

/// <summary>Who could have it: those of the queue first, those with room first, each with presence and load in words.</summary>
public sealed partial class AssignDialog
{
    private IReadOnlyList<Agent>? agents;
    private HashSet<UserId> members = [];
    private string search = "";
    private Problem? problem;

    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required ConversationActions Actions { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter, EditorRequired] public required ConversationRow Row { get; set; }
    [Parameter] public EventCallback OnClose { get; set; }

    private ChannelKind Channel => Row.Conversation.Channel;

    private IEnumerable<(string Title, List<Agent> People)> Groups
    {
        get
        {
            var found = (agents ?? [])
                .Where(a => a.IsEnabled && a.Id != Row.Conversation.AssigneeId && a.Name.Contains(search.Trim(), StringComparison.CurrentCultureIgnoreCase))
                .OrderBy(a => a.Presence is Presence.Available ? 0 : a.Presence is Presence.Offline ? 2 : 1)
                .ThenBy(a => a.Free(Channel) == 0).ThenByDescending(a => a.Free(Channel)).ThenBy(a => a.Name, StringComparer.CurrentCulture)
                .ToLookup(a => members.Contains(a.Id));
            if (found[true].Any()) yield return (L["In {0}", Row.QueueName], found[true].ToList());
            if (found[false].Any()) yield return (L["Others"], found[false].ToList());
        }
    }

    protected override async Task OnInitializedAsync()
    {
        members = [.. (await Team.MembersAsync(Actor, default)).Where(m => m.QueueId == Row.Conversation.QueueId).Select(m => m.UserId)];
        agents = await Team.AgentsAsync(Actor, default);
    }

    private async Task GiveAsync(Agent agent)
    {
        problem = agent.Id == Actor.User ? await Actions.TakeAsync(Actor, Row, default) : await Actions.AssignAsync(Actor, Row, agent, anyway: false, default);
        if (problem is null) await OnClose.InvokeAsync();
    }

    private async Task AnywayAsync(ToastAction then)
    {
        await then.Run();
        await OnClose.InvokeAsync();
    }

    private string WordOf(Presence presence) => L[PresenceWords.Of(presence)];
}
