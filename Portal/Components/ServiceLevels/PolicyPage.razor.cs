using Microsoft.AspNetCore.Components;
using Portal.Domain.ServiceLevels;
using Portal.Domain.Shared;

namespace Portal.Components.ServiceLevels;

/// <summary>One policy: its promises by priority, when clocks stand still, and what happens when a promise is at stake.</summary>
public sealed partial class PolicyPage
{
    private StandardsSnapshot all = StandardsSnapshot.Empty;

    [Inject] public required SavePolicy Save { get; init; }

    private string Title => Id is null ? L["New policy"] : Stored?.Name ?? L["Policy"];

    private (QueueId?, string)[] Queues => [(null, L["None"]), .. all.Queues.Select(q => ((QueueId?)q.Queue, q.Name))];

    protected override string Place => "admin/service-levels";

    protected override string OnlyAdmins => L["Not saved: only admins may change policies."];

    protected override Guid IdOf(ServicePolicy standard) => standard.Id.Value;

    protected override string NameOf(ServicePolicy standard) => standard.Name;

    protected override string Deleted(string name) => L["Deleted the policy {0}", name];

    protected override ServicePolicy? Choose(StandardsSnapshot all)
    {
        this.all = all;
        return Id is { } id ? all.Policies.FirstOrDefault(p => p.Id.Value == id) : StandardRules.Suggested(PolicyId.New());
    }

    protected override PolicyDraft DraftOf(ServicePolicy standard) => PolicyDraft.Of(standard);

    protected override Task<SaveStandardOutcome> SaveAsync(Actor actor, ServicePolicy typed) => Save.ExecuteAsync(actor, typed, CancellationToken.None);

    protected override Task<bool> DeleteAsync(Actor actor, ServicePolicy standard) => Save.DeleteAsync(actor, standard.Id, CancellationToken.None);

    private static AlarmActions Set(AlarmActions all, AlarmActions one, bool on) => on ? all | one : all & ~one;

    private static string? Invalid(string text) => StandardWords.TryRead(text, out _) ? null : "true";
}
