using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Insights;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Insights;

/// <summary>Every open conversation, longest waiting first, to look into and to give to somebody else.</summary>
public sealed partial class ConversationsPanel
{
    private const int Few = 25;
    private const int All = 100;

    private IReadOnlyList<WaitingRow> rows = [];
    private Dictionary<ChannelKind, IReadOnlyList<AgentRow>> agents = [];
    private Said? said;
    private int most = Few;

    [Inject] public required AssignConversation Assign { get; init; }
    [Inject] public required UnassignConversation Unassign { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [Parameter, EditorRequired] public required BoardSnapshot Board { get; set; }

    /// <summary>Only this queue's; null for all.</summary>
    [Parameter] public QueueId? Queue { get; set; }

    [Parameter] public EventCallback<QueueId?> QueueChanged { get; set; }
    [CascadingParameter] public Actor? Actor { get; set; }

    private string QueueName => Board.Queues.FirstOrDefault(q => q.Id == Queue)?.Name ?? "";

    protected override void OnParametersSet()
    {
        rows = Queue is { } only ? [.. Board.Conversations.Where(c => c.QueueId == only)] : Board.Conversations;
        agents = rows.Select(r => r.Channel).Distinct().ToDictionary(k => k, k => ReassignMenu.Order(Board.Agents, k));
    }

    private async Task AssignAsync(WaitingRow row, AgentRow agent, CapacityClaim claim)
    {
        if (Actor is null) return;
        said = await Assign.ExecuteAsync(Actor, row.Id, agent.Id, agent.Name, claim, RoutingReasons.ByHand, offerFor: null, CancellationToken.None) switch
        {
            ChangeOutcome.Done => new(NoticeTone.Good, L["{0} is now with {1}.", row.Customer, agent.Name]),
            ChangeOutcome.Refused { Reason: Refusal.AgentUnavailable } => new(NoticeTone.Bad, L["{0} is full: {1} of {2}. {3} stays {4}.", agent.Name, LoadWords.Units(agent.Used[row.Channel]), agent.Capacity[row.Channel], row.Customer, Holder(row)], (row, agent)),
            ChangeOutcome.Refused { Reason: Refusal.NothingToDo } => new(NoticeTone.Good, L["{0} already has it.", agent.Name]),
            ChangeOutcome.Refused refused => new(NoticeTone.Bad, Words(refused.Reason)),
            ChangeOutcome.Unknown => new(NoticeTone.Bad, L["It no longer exists."]),
            var other => throw new UnreachableException($"No words for {other}"),
        };
    }

    private async Task ReturnAsync(WaitingRow row)
    {
        if (Actor is null) return;
        said = await Unassign.ExecuteAsync(Actor, row.Id, RoutingReasons.ByHand, CancellationToken.None) switch
        {
            ChangeOutcome.Done => new(NoticeTone.Good, L["{0} waits in {1} again.", row.Customer, row.Queue]),
            ChangeOutcome.Refused { Reason: Refusal.NotAssigned } => new(NoticeTone.Good, L["{0} waits in {1} already.", row.Customer, row.Queue]),
            ChangeOutcome.Refused refused => new(NoticeTone.Bad, Words(refused.Reason)),
            ChangeOutcome.Unknown => new(NoticeTone.Bad, L["It no longer exists."]),
            var other => throw new UnreachableException($"No words for {other}"),
        };
    }

    private string Holder(WaitingRow row) => row.Assignee is { } name ? L["with {0}", name] : L["unassigned"];

    private string Words(Refusal reason) => reason switch
    {
        Refusal.Resolved => L["It has just been resolved."],
        Refusal.AlreadyTaken => L["Somebody else has just taken it."],
        Refusal.NotYours => L["Only supervisors and admins may reassign it."],
        _ => L["That was not possible just now. Look again and repeat it."],
    };

    /// <param name="Over">What a supervisor may do all the same.</param>
    private sealed record Said(NoticeTone Tone, string Text, (WaitingRow Row, AgentRow Agent)? Over = null);
}
