using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

/// <summary>The queues with who answers them and by what standard.</summary>
public sealed partial class QueuesPage
{
    private IReadOnlyList<Queue>? queues;
    private IReadOnlyList<QueueMember> members = [];
    private Dictionary<UserId, Agent> agents = [];

    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    protected override async Task OnInitializedAsync()
    {
        ListenInBursts(Topic.Setup, _ => ReadAsync());
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (Actor is null) return;
        members = await Team.MembersAsync(Actor, Gone);
        agents = (await Team.AgentsAsync(Actor, Gone)).Where(a => a.IsEnabled).ToDictionary(a => a.Id);
        queues = await Team.QueuesAsync(Actor, Gone);
    }

    private List<Agent> MembersOf(Queue queue) =>
        [.. members.Where(m => m.QueueId == queue.Id && agents.ContainsKey(m.UserId)).Select(m => agents[m.UserId]).OrderBy(a => a.Name, StringComparer.CurrentCultureIgnoreCase)];

    private string Names(List<Agent> people) => people.Count switch
    {
        1 => people[0].Name,
        2 => L["{0} and {1}", people[0].Name, people[1].Name],
        _ => L["{0} and {1} more", people[0].Name, people.Count - 1],
    };
}
