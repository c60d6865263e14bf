using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

public sealed partial class NeedsPanel
{
    private IReadOnlyList<Skill>? skills;
    private Dictionary<SkillId, string> names = [];
    private Queue? queue;
    private ImmutableArray<SkillNeed> asked = [];
    private int? weight;
    private string? priority;
    private string? problem;
    private (ConversationId, QueueId)? read;

    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required RequireSkills Require { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter, EditorRequired] public required Conversation Conversation { get; set; }

    private bool MayChange => Conversation.Status is not ConversationStatus.Resolved && (Actor.Leads || Conversation.AssigneeId is null || Conversation.AssigneeId == Actor.User);

    private IReadOnlyList<(int? Value, string Text)> WeightChoices => WeightWords.Choices(L, L["As its queue"]);

    protected override void OnInitialized() => ListenInBursts(Topic.Setup, _ => ReadAsync());

    protected override async Task OnParametersSetAsync()
    {
        if (read == (Conversation.Id, Conversation.QueueId)) return;
        if (read?.Item1 != Conversation.Id) Reset();
        read = (Conversation.Id, Conversation.QueueId);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var all = await Team.SkillsAsync(Actor, Gone);
        queue = (await Team.QueuesAsync(Actor, Gone)).FirstOrDefault(q => q.Id == Conversation.QueueId);
        names = all.ToDictionary(s => s.Id, s => s.Name);
        skills = all;
    }

    private void Reset() => (asked, weight, priority, problem) = (Conversation.Needs, Conversation.Weight, Conversation.Priority?.ToString(CultureInfo.InvariantCulture), null);

    private async Task SaveAsync()
    {
        problem = null;
        int? first = string.IsNullOrWhiteSpace(priority) ? null : int.TryParse(priority, CultureInfo.InvariantCulture, out var number) ? number : 0;
        problem = await Require.ExecuteAsync(Actor, Conversation.Id, new(asked, first, weight) { PriorityAsQueue = first is null, WeightAs = weight is null ? Conversation.QueueId : null }, CancellationToken.None) switch
        {
            ChangeOutcome.Done or ChangeOutcome.Refused { Reason: Refusal.NothingToDo } => null,
            ChangeOutcome.Refused { Reason: Refusal.NotYours } => L["Somebody else has it now."].Value,
            ChangeOutcome.Refused { Reason: Refusal.Resolved } => L["It is resolved."].Value,
            null => L["Levels go from 1 to 5, priority from 1 to 100."].Value,
            ChangeOutcome.Refused or ChangeOutcome.Unknown => L["It could not be changed."].Value,
            var other => throw new InvalidOperationException($"No words for {other}"),
        };
    }
}
