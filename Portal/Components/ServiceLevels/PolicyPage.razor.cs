using System.Text.Json;
using Microsoft.AspNetCore.Components;
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
    private string clean = "";

    [Inject] public required ReadStandards Standards { get; init; }
    [Inject] public required SavePolicy Save { get; init; }
    [Inject] public required Toasts Toasts { get; init; }

    private bool IsDirty => draft is not null && JsonSerializer.Serialize(draft) != clean;

    private string Title => Id is null ? L["New policy"] : stored?.Name ?? L["Policy"];

    private (QueueId?, string)[] Queues => [(null, L["None"]), .. all!.Queues.Select(q => ((QueueId?)q.Queue, q.Name))];

    protected override bool IsLoaded => draft is not null;

    protected override async Task LoadAsync(Actor actor)
    {
        all = await Standards.ExecuteAsync(actor, Gone);
        stored = Id is { } id ? all.Policies.FirstOrDefault(p => p.Id.Value == id) : StandardRules.Suggested(PolicyId.New());
        IsMissing = stored is null;
        draft = stored is null ? null : PolicyDraft.Of(stored);
        clean = JsonSerializer.Serialize(draft);
    }

    private Task SaveAsync() => SavingAsync(SaveAsync);

    private async Task SaveAsync(Actor actor)
    {
        if (draft is null || stored is null) return;
        if (!draft.TryOver(stored, out var typed, out var unreadable))
        {
            Refuse(unreadable);
            return;
        }

        switch (await Save.ExecuteAsync(actor, typed, CancellationToken.None))
        {
            case SaveStandardOutcome.Saved:
                (stored, Said, clean) = (typed, L["Saved"], JsonSerializer.Serialize(draft));
                if (Id is null) Navigation.NavigateTo($"admin/service-levels/{typed.Id}", replace: true);
                break;
            case SaveStandardOutcome.Invalid invalid:
                Refuse(invalid.Faults);
                break;
            case SaveStandardOutcome.NotAllowed:
                Trouble = L["Not saved: only admins may change policies."];
                break;
        }
    }

    private async Task DeleteAsync()
    {
        if (Actor is null || stored is null) return;
        if (await Save.DeleteAsync(Actor, stored.Id, CancellationToken.None))
        {
            Toasts.Show(ToastTone.Done, L["Deleted the policy {0}", stored.Name]);
            Navigation.NavigateTo("admin/service-levels");
            return;
        }

        Trouble = L["Not deleted: a queue still uses {0}.", stored.Name];
    }

    private static AlarmActions Set(AlarmActions all, AlarmActions one, bool on) => on ? all | one : all & ~one;

    private static string? Invalid(string text) => StandardWords.TryRead(text, out _) ? null : "true";

    private string? Fault(string field) => Faults.TryGetValue(field, out var fault) ? StandardWords.Of(L, fault) : null;
}
