using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

/// <summary>A person's own face on the rail: their status, their load, and the way out.</summary>
public sealed partial class StatusMenu
{
    private static readonly Presence[] Choices = [Presence.Available, Presence.TransfersOnly, Presence.Busy, Presence.Away, Presence.Offline];

    private Agent? agent;
    private ImmutableArray<CustomStatus> statuses = [];

    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required SetPresence SetPresence { get; init; }
    [Inject] public required IJSRuntime Js { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    private string Summary => agent is null
        ? L["Status not known yet"]
        : L["{0}, {1}", agent.Presence is Presence.Offline || agent.StatusReason.Length == 0 ? WordFor(agent.Presence) : agent.StatusReason, LoadWords.Long(L, agent.Used, agent.Capacity)];

    protected override async Task OnInitializedAsync()
    {
        if (Actor is null) return;
        Listen(Topic.Agents, fact =>
        {
            if (fact is AgentChanged changed) agent = changed.Agent;
            return fact is Lagged ? ReadAsync() : Task.CompletedTask;
        }, fact => fact is AgentChanged changed && changed.Agent.Id == Actor?.User);
        // Load changes with the conversations that cause it, and only with this person's own.
        ListenInBursts(Topic.Desk, _ => ReadAsync(), ChangesLoad);
        ListenInBursts(Topic.Setup, facts => facts.Any(f => f is StatusesChanged or Lagged) ? ReadStatusesAsync() : Task.CompletedTask);
        await ReadAsync();
        await ReadStatusesAsync();
    }

    /// <summary>A message in a conversation that stays where it is changes nobody's load.</summary>
    private bool ChangesLoad(IEvent fact) => fact is ConversationChanged c
        && (c.After.AssigneeId, c.After.Status, c.After.Takes) != (c.Before?.AssigneeId, c.Before?.Status, c.Before?.Takes)
        && (c.After.AssigneeId == Actor?.User || c.Before?.AssigneeId == Actor?.User);

    private async Task ReadAsync()
    {
        if (Actor is not null) agent = await Team.FindAsync(Actor, Actor.User, Gone);
    }

    private async Task ReadStatusesAsync()
    {
        if (Actor is not null) statuses = (await Team.SettingsAsync(Actor, Gone)).Statuses;
    }

    private async Task ChooseAsync(CustomStatus status)
    {
        if (Actor is not null) agent = await SetPresence.ExecuteAsync(Actor, status.Name, Gone) ?? agent;
    }

    private async Task ChooseAsync(Presence presence)
    {
        if (Actor is not null) agent = await SetPresence.ExecuteAsync(Actor, presence, Gone) ?? agent;
    }

    private async Task SignOutAsync() => await Js.InvokeVoidAsync("portalStaff.signOut");

    private string WordFor(Presence presence) => L[PresenceWords.Of(presence)];
}
