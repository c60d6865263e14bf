using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
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
    private IReadOnlyDictionary<string, string> faults = new Dictionary<string, string>();
    private string? problem, said;
    private bool missing, saving, asking;
    private Guid? loaded;

    [Inject] public required ReadEscalations Reads { get; init; }
    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required SaveTier Save { get; init; }
    [Inject] public required Toasts Toasts { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    /// <summary>Null for a new one.</summary>
    [Parameter] public Guid? Id { get; set; }

    private string Title => Id is null ? L["New tier"] : stored?.Name ?? L["Tier"];

    private bool IsDirty => draft is not null && stored is not null && !draft.Matches(stored);

    private (Guid?, string)[] Others => [(null, L["the sender keeps it"]), .. all.Where(t => t.Id != stored?.Id).Select(t => ((Guid?)t.Id, L["ask {0}", t.Name].Value))];

    protected override async Task OnParametersSetAsync()
    {
        if (Actor is null || (draft is not null && loaded == Id)) return;
        loaded = Id;
        queues = [.. (await Team.QueuesAsync(Actor, Gone)).Select(q => (q.Id, q.Name))];
        all = await Reads.TiersAsync(Actor, Gone);
        stored = Id is { } id ? all.FirstOrDefault(t => t.Id == id) : new() { Id = Guid.CreateVersion7(), Name = "", QueueId = queues.FirstOrDefault().Item1 };
        missing = stored is null;
        draft = stored is null ? null : TierDraft.Of(stored);
    }

    private async Task SaveAsync()
    {
        if (Actor is null || draft is null || stored is null || saving) return;
        (saving, said, problem, faults) = (true, null, null, new Dictionary<string, string>());
        try
        {
            switch (await Save.ExecuteAsync(Actor, draft.Over(stored), CancellationToken.None))
            {
                case SaveTierOutcome.Saved saved:
                    (stored, draft, said) = (saved.Tier, TierDraft.Of(saved.Tier), L["Saved"]);
                    if (Id is null) Navigation.NavigateTo($"admin/tiers/{saved.Tier.Id}", replace: true);
                    break;
                case SaveTierOutcome.Invalid invalid:
                    faults = invalid.Faults;
                    problem = faults.Count == 1 ? L["Not saved: one field needs another look."] : L["Not saved: {0} fields need another look.", faults.Count];
                    break;
                case SaveTierOutcome.NotAllowed:
                    problem = L["Not saved: only admins may change tiers."];
                    break;
                case var other:
                    throw new InvalidOperationException($"No words for {other}");
            }
        }
        finally
        {
            saving = false;
        }
    }

    private async Task DeleteAsync()
    {
        asking = false;
        if (Actor is null || stored is null) return;
        saving = true;
        await Save.DeleteAsync(Actor, stored.Id, CancellationToken.None);
        Toasts.Show(ToastTone.Done, L["Deleted the tier {0}", stored.Name]);
        Navigation.NavigateTo("admin/tiers");
    }

    private string? Fault(string field) => faults.TryGetValue(field, out var fault) ? EscalationWords.Fault(L, fault) : null;
}
