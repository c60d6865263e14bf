using Microsoft.AspNetCore.Components;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Escalation;

/// <summary>One tier. What was typed stays until it has been saved or given up.</summary>
public sealed partial class TierPage
{
    private TierDraft? draft;
    private Tier? stored;
    private IReadOnlyList<Tier> all = [];
    private (QueueId, string)[] queues = [];

    [Inject] public required ReadEscalations Reads { get; init; }
    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required SaveTier Save { get; init; }
    [Inject] public required Toasts Toasts { get; init; }

    private string Title => Id is null ? L["New tier"] : stored?.Name ?? L["Tier"];

    private bool IsDirty => draft is not null && stored is not null && !draft.Matches(stored);

    private (Guid?, string)[] Others => [(null, L["the sender keeps it"]), .. all.Where(t => t.Id != stored?.Id).Select(t => ((Guid?)t.Id, L["ask {0}", t.Name].Value))];

    private (PriorityLevel?, string)[] Priorities =>
        [(null, L["Any"]), .. PriorityWords.FromTheTop.Where(p => p > PriorityLevel.Low).Select(p => ((PriorityLevel?)p, p is PriorityLevel.Urgent ? PriorityWords.Of(p, L) : L["{0} and above", PriorityWords.Of(p, L)].Value))];

    protected override bool IsLoaded => draft is not null;

    protected override async Task LoadAsync(Actor actor)
    {
        queues = [.. (await Team.QueuesAsync(actor, Gone)).Select(q => (q.Id, q.Name))];
        all = await Reads.TiersAsync(actor, Gone);
        stored = Id is { } id ? all.FirstOrDefault(t => t.Id == id) : new() { Id = Guid.CreateVersion7(), Name = "", QueueId = queues.FirstOrDefault().Item1 };
        IsMissing = stored is null;
        draft = stored is null ? null : TierDraft.Of(stored);
    }

    private Task SaveAsync() => SavingAsync(SaveAsync);

    private async Task SaveAsync(Actor actor)
    {
        if (draft is null || stored is null) return;
        switch (await Save.ExecuteAsync(actor, draft.Over(stored), CancellationToken.None))
        {
            case SaveTierOutcome.Saved saved:
                (stored, draft, Said) = (saved.Tier, TierDraft.Of(saved.Tier), L["Saved"]);
                if (Id is null) Navigation.NavigateTo($"admin/tiers/{saved.Tier.Id}", replace: true);
                break;
            case SaveTierOutcome.Invalid invalid:
                Refuse(invalid.Faults);
                break;
            case SaveTierOutcome.NotAllowed:
                Trouble = L["Not saved: only admins may change tiers."];
                break;
            case var other:
                throw new InvalidOperationException($"No words for {other}");
        }
    }

    private async Task DeleteAsync()
    {
        IsAsking = false;
        if (Actor is null || stored is null) return;
        IsSaving = true;
        await Save.DeleteAsync(Actor, stored.Id, CancellationToken.None);
        Toasts.Show(ToastTone.Done, L["Deleted the tier {0}", stored.Name]);
        Navigation.NavigateTo("admin/tiers");
    }

    private string? Fault(string field) => Faults.TryGetValue(field, out var fault) ? EscalationWords.Fault(L, fault) : null;
}
