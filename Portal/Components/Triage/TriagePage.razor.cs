using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Portal.Components.Shared;
using Portal.Domain.Channels;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Components.Triage;

/// <summary>The ordered rules: edited as a draft, tried on what was, and published. What was typed stays until it is saved or given up.</summary>
public sealed partial class TriagePage
{
    private readonly Dictionary<Guid, RuleRow> rows = [];
    private IReadOnlyList<TriageVersion> versions = [];
    private List<RuleDraft>? rules;
    private TriageVersion? draft;
    private ImmutableArray<TriageRule> stored = [];
    private TriageChoices choices = TriageChoices.None;
    private IReadOnlyDictionary<Guid, string> faults = new Dictionary<Guid, string>();
    private Guid? open;
    private Guid? moved;
    private string? problem;
    private string? said;

    /// <summary>What somebody who does not see the list move is told.</summary>
    private string? heard;

    private bool overtaken, saving, asking;

    [Inject] public required ReadTriage Triage { get; init; }
    [Inject] public required SaveTriageDraft Save { get; init; }
    [Inject] public required PublishTriage Publish { get; init; }
    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required FindInbox Inboxes { get; init; }
    [Inject] public required IOptions<TriageOptions> Options { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    private TriageVersion? InForce => versions.FirstOrDefault(v => !v.IsDraft);

    private ImmutableArray<TriageRule> Typed => rules is null ? [] : [.. rules.Select(r => r.Typed)];

    /// <summary>Compared as they are stored: lists of lists have no equality of their own.</summary>
    private bool IsDirty => rules is not null && JsonSerializer.Serialize(Typed, JsonSerializerOptions.Web) != JsonSerializer.Serialize(stored, JsonSerializerOptions.Web);

    private bool MayPublish => rules is not null && (draft is not null || IsDirty);

    private string State => (said, IsDirty, draft, InForce) switch
    {
        (_, true, _, _) => L["Not saved yet"],
        ({ } words, _, _, _) => words,
        (_, _, { Number: var number }, _) => L["Draft of version {0}", number],
        (_, _, _, { Number: var number }) => L["Version {0} is in force", number],
        _ => "",
    };

    protected override async Task OnInitializedAsync()
    {
        ListenInBursts(Topic.Setup, facts => OnSetupAsync(facts));
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (moved is not { } id || !rows.TryGetValue(id, out var row)) return;
        moved = null;
        await row.FocusAsync();
    }

    private async Task OnSetupAsync(IReadOnlyList<IEvent> facts)
    {
        if (facts.Any(f => f is QueueChanged or InboxChanged or Lagged)) await ChoicesAsync();
        if (saving || !facts.Any(f => f is TriageChanged or Lagged) || Actor is null) return;
        var newest = (await Triage.VersionsAsync(Actor, Gone)).FirstOrDefault();
        var mine = draft ?? InForce;
        // What this page did itself comes back as news too.
        if ((newest?.Number, newest?.Revision, newest?.IsDraft) == (mine?.Number, mine?.Revision, mine?.IsDraft)) return;
        if (IsDirty || asking) overtaken = true;
        else await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (Actor is null) return;
        await ChoicesAsync();
        versions = await Triage.VersionsAsync(Actor, Gone);
        draft = versions.FirstOrDefault(v => v.IsDraft);
        stored = (draft ?? InForce)?.Rules ?? [];
        rules = [.. stored.Select(RuleDraft.Of)];
        // Empty arrays that were left out when this was stored compare as what the editor makes of them.
        stored = Typed;
        (faults, problem, overtaken, asking) = (new Dictionary<Guid, string>(), null, false, false);
        if (open is { } id && rules.TrueForAll(r => r.Id != id)) open = null;
    }

    private async Task ChoicesAsync()
    {
        if (Actor is null) return;
        choices = new(
            (await Team.QueuesAsync(Actor, Gone)).ToDictionary(q => q.Id, q => q.Name),
            (await Inboxes.ListAsync(Actor, Gone)).ToDictionary(i => i.Id.ToString(), i => i.Name), Options.Value.Languages.Split(','), await Team.SkillsAsync(Actor, Gone));
    }

    private void Add()
    {
        var rule = new RuleDraft { Id = Guid.CreateVersion7(), When = new() { Conditions = [new ConditionDraft.Test()] } };
        rules!.Add(rule);
        (open, said) = (rule.Id, null);
    }

    private void Move(RuleDraft rule, int by)
    {
        var from = rules!.IndexOf(rule);
        var to = Math.Clamp(from + by, 0, rules.Count - 1);
        if (from == to) return;
        rules.RemoveAt(from);
        rules.Insert(to, rule);
        moved = rule.Id;
        heard = L["{0} is now number {1} of {2}", rule.Typed.Name, to + 1, rules.Count];
    }

    private void Remove(RuleDraft rule)
    {
        rules!.Remove(rule);
        rows.Remove(rule.Id);
    }

    private void TakeBack(TriageVersion version)
    {
        rules = [.. version.Rules.Select(RuleDraft.Of)];
        (open, said) = (null, null);
    }

    private string? FaultOf(RuleDraft rule) => faults.TryGetValue(rule.Id, out var fault) ? TriageWords.Fault(L, fault) : null;

    /// <summary>The rules as typed if they can be tried; otherwise the faults are shown.</summary>
    private ImmutableArray<TriageRule>? Checked()
    {
        var typed = Typed;
        Show(TriageDraftRules.Check(typed, [.. choices.Queues.Keys], [.. choices.SkillNames.Keys]));
        StateHasChanged();
        return faults.Count == 0 ? typed : null;
    }

    private async Task<bool> SaveAsync()
    {
        if (Actor is null || rules is null || saving) return false;
        if (!IsDirty && draft is not null) return true;
        saving = true;
        try
        {
            switch (await Save.ExecuteAsync(Actor, draft, Typed, CancellationToken.None))
            {
                case TriageOutcome.Done done:
                    (draft, stored, said, problem, faults) = (done.Version, Typed, L["Saved as draft of version {0}", done.Version.Number], null, new Dictionary<Guid, string>());
                    return true;
                case TriageOutcome.Invalid invalid:
                    Show(invalid.Faults);
                    return false;
                case TriageOutcome.Overtaken:
                    overtaken = true;
                    return false;
                case TriageOutcome.NotAllowed:
                    problem = L["Not saved: only supervisors and admins may change rules."];
                    return false;
                case var other:
                    throw new InvalidOperationException($"No words for {other}");
            }
        }
        finally
        {
            saving = false;
        }
    }

    private async Task AskAsync() => asking = await SaveAsync();

    private async Task PublishAsync()
    {
        asking = false;
        if (Actor is null || draft is null || saving) return;
        saving = true;
        var outcome = await Publish.ExecuteAsync(Actor, draft, CancellationToken.None);
        saving = false;
        switch (outcome)
        {
            case TriageOutcome.Done done:
                await ReadAsync();
                said = L["Version {0} is in force", done.Version.Number];
                break;
            case TriageOutcome.Invalid invalid:
                Show(invalid.Faults);
                break;
            case TriageOutcome.Overtaken:
                overtaken = true;
                break;
            case TriageOutcome.NotAllowed:
                problem = L["Not published: only admins may do that."];
                break;
            case var other:
                throw new InvalidOperationException($"No words for {other}");
        }
    }

    private void Show(IReadOnlyDictionary<Guid, string> found)
    {
        faults = found;
        problem = found.Count switch
        {
            0 => null,
            1 when found.TryGetValue(Guid.Empty, out var whole) => TriageWords.Fault(L, whole),
            1 => L["One rule needs another look."],
            _ => L["{0} rules need another look.", found.Count],
        };
    }
}
