using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Routing;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

/// <summary>One queue: its standard and its members. What was typed stays until it has been saved or given up.</summary>
public sealed partial class QueuePage
{
    private const int ManyAgents = 12;

    private QueueDraft? draft;
    private Queue? stored;
    private IReadOnlyList<QueueMember> storedMembers = [];
    private IReadOnlyList<Agent> agents = [];
    private StandardsSnapshot standards = StandardsSnapshot.Empty;
    private IReadOnlyList<Skill> skills = [];
    private IReadOnlyList<Queue> others = [];
    private string search = "";

    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required ReadStandards Standards { get; init; }
    [Inject] public required SaveQueue Save { get; init; }
    [Inject] public required DeleteQueue Delete { get; init; }
    [Inject] public required Toasts Toasts { get; init; }

    private string Title => Id is null ? L["New queue"] : stored?.Name ?? L["Queue"];

    private bool IsDirty => draft is not null && stored is not null && !draft.Matches(stored, storedMembers);

    private (QueueUnit, string)[] Units =>
        [(QueueUnit.Seconds, L["seconds"]), (QueueUnit.Minutes, L["minutes"]), (QueueUnit.Hours, L["hours"]), (QueueUnit.Days, L["days"])];

    private (PolicyId?, string)[] PolicyChoices => [(null, L["The standard above only"]), .. standards.Policies.Select(p => ((PolicyId?)p.Id, p.Name))];

    private (CalendarId?, string)[] CalendarChoices => [(null, L["Always"]), .. standards.Calendars.Select(c => ((CalendarId?)c.Id, c.Name))];

    private (AgentChoice, string)[] Choices =>
        [(AgentChoice.MostFreeCapacity, L["Whoever has the most room"]), (AgentChoice.LongestIdle, L["Whoever has had nothing to do longest"]), (AgentChoice.RoundRobin, L["Everybody in turn"]), (AgentChoice.BestFit, L["Whoever fits best what it asks for"])];

    protected override void OnInitialized() => ListenInBursts(Topic.Agents, async _ =>
    {
        if (Actor is not null && draft is not null) agents = await AgentsAsync(Actor);
    });

    protected override bool IsLoaded => draft is not null;

    protected override async Task LoadAsync(Actor actor)
    {
        agents = await AgentsAsync(actor);
        standards = await Standards.ExecuteAsync(actor, Gone);
        skills = await Team.SkillsAsync(actor, Gone);
        others = await Team.QueuesAsync(actor, Gone);
        var found = Id is { } id ? others.FirstOrDefault(q => q.Id.Value == id) : new() { Id = QueueId.New(), Name = "" };
        others = [.. others.Where(q => q.Id != found?.Id)];
        IsMissing = found is null;
        if (found is not null) Take(found, [.. (await Team.MembersAsync(actor, Gone)).Where(m => m.QueueId == found.Id)]);
    }

    private async Task<IReadOnlyList<Agent>> AgentsAsync(Actor actor) => [.. (await Team.AgentsAsync(actor, Gone)).Where(a => a.IsEnabled)];

    private void Take(Queue queue, IReadOnlyList<QueueMember> members)
    {
        (stored, storedMembers) = (queue, members);
        draft = QueueDraft.Of(queue, members);
        Forgive();
    }

    private void Choose(UserId agent, bool member)
    {
        if (draft is null) return;
        if (member)
        {
            draft.Members.Add(agent);
            return;
        }

        draft.Members.Remove(agent);
        draft.FallbackMembers.Remove(agent);
    }

    private void Seat(UserId agent, bool fallback)
    {
        if (fallback) draft?.FallbackMembers.Add(agent);
        else draft?.FallbackMembers.Remove(agent);
    }

    private Task SaveAsync() => SavingAsync(SaveAsync);

    private async Task SaveAsync(Actor actor)
    {
        if (draft is null || stored is null) return;
        QueueMember[] members = [.. draft.Members.Select(m => new QueueMember { QueueId = stored.Id, UserId = m, IsFallback = draft.FallbackMembers.Contains(m) })];
        switch (await Save.ExecuteAsync(actor, draft.Over(stored), [.. draft.Members], [.. draft.FallbackMembers], CancellationToken.None))
        {
            case SaveQueueOutcome.Saved saved:
                Take(saved.Queue, members);
                Said = L["Saved"];
                if (Id is null) Navigation.NavigateTo($"admin/queues/{saved.Queue.Id}", replace: true);
                break;
            case SaveQueueOutcome.Invalid invalid:
                Refuse(invalid.Faults);
                break;
            case SaveQueueOutcome.NotAllowed:
                Trouble = L["Not saved: only admins may change queues."];
                break;
            case var other:
                throw new InvalidOperationException($"No words for {other}");
        }
    }

    private async Task DeleteAsync()
    {
        IsAsking = false;
        if (Actor is null || stored is null || IsSaving) return;
        IsSaving = true;
        if (await Delete.ExecuteAsync(Actor, stored.Id, CancellationToken.None))
        {
            Toasts.Show(ToastTone.Done, L["Deleted the queue {0}", stored.Name]);
            Navigation.NavigateTo("admin/queues");
            return;
        }

        IsSaving = false;
        Trouble = L["Not deleted: something still uses {0}. Give its inboxes another queue first, and take it from the queues that overflow to it, the policies that escalate to it and the tiers; a queue that ever had conversations stays.", stored.Name];
    }

    private string? Fault(string field) => Faults.TryGetValue(field, out var fault) ? QueueWords.Of(L, fault) : null;
}
