using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Components.Shared;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Components.ServiceLevels;

/// <summary>One policy: its promises by priority, when clocks stand still, and what happens when a promise is at stake.</summary>
public sealed partial class PolicyPage
{
    private PolicyDraft? draft;
    private ServicePolicy? stored;
    private StandardsSnapshot? all;
    private IReadOnlyDictionary<string, string> faults = new Dictionary<string, string>();
    private string? problem, said;
    private bool missing, saving, showFault;
    private ElementReference root;
    private Guid? loaded;
    private string clean = "";

    [Inject] public required ReadStandards Standards { get; init; }
    [Inject] public required SavePolicy Save { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required Toasts Toasts { get; init; }
    [Inject] public required IJSRuntime Js { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    /// <summary>Null for a new one.</summary>
    [Parameter] public Guid? Id { get; set; }

    private bool IsDirty => draft is not null && JsonSerializer.Serialize(draft) != clean;

    private string Title => Id is null ? L["New policy"] : stored?.Name ?? L["Policy"];

    private (QueueId?, string)[] Queues => [(null, L["None"]), .. all!.Queues.Select(q => ((QueueId?)q.Queue, q.Name))];

    protected override async Task OnParametersSetAsync()
    {
        if (Actor is null || (draft is not null && loaded == Id)) return;
        loaded = Id;
        all = await Standards.ExecuteAsync(Actor, Gone);
        stored = Id is { } id ? all.Policies.FirstOrDefault(p => p.Id.Value == id) : StandardRules.Suggested(PolicyId.New());
        missing = stored is null;
        draft = stored is null ? null : PolicyDraft.Of(stored);
        clean = JsonSerializer.Serialize(draft);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!showFault) return;
        showFault = false;
        await Js.InvokeVoidAsync("portalStaff.focusWrong", root);
    }

    private async Task SaveAsync()
    {
        if (Actor is null || draft is null || stored is null || saving) return;
        (saving, said, problem, faults) = (true, null, null, new Dictionary<string, string>());
        try
        {
            if (!draft.TryOver(stored, out var typed, out var unreadable))
            {
                Refuse(unreadable);
                return;
            }

            switch (await Save.ExecuteAsync(Actor, typed, CancellationToken.None))
            {
                case SaveStandardOutcome.Saved:
                    (stored, said, clean) = (typed, L["Saved"], JsonSerializer.Serialize(draft));
                    if (Id is null) Navigation.NavigateTo($"admin/service-levels/{typed.Id}", replace: true);
                    break;
                case SaveStandardOutcome.Invalid invalid:
                    Refuse(invalid.Faults);
                    break;
                case SaveStandardOutcome.NotAllowed:
                    problem = L["Not saved: only admins may change policies."];
                    break;
            }
        }
        finally
        {
            saving = false;
        }
    }

    private void Refuse(IReadOnlyDictionary<string, string> wrong) =>
        (faults, problem, showFault) = (wrong, wrong.Count == 1 ? L["Not saved: one field needs another look."] : L["Not saved: {0} fields need another look.", wrong.Count], true);

    private async Task DeleteAsync()
    {
        if (Actor is null || stored is null) return;
        if (await Save.DeleteAsync(Actor, stored.Id, CancellationToken.None))
        {
            Toasts.Show(ToastTone.Done, L["Deleted the policy {0}", stored.Name]);
            Navigation.NavigateTo("admin/service-levels");
            return;
        }

        problem = L["Not deleted: a queue still uses {0}.", stored.Name];
    }

    private static AlarmActions Set(AlarmActions all, AlarmActions one, bool on) => on ? all | one : all & ~one;

    private static string? Invalid(string text) => StandardWords.TryRead(text, out _) ? null : "true";

    private string? Fault(string field) => faults.TryGetValue(field, out var fault) ? StandardWords.Of(L, fault) : null;
}
