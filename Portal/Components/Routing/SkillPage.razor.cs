using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

/// <summary>One skill and who has it at which level.</summary>
public sealed partial class SkillPage
{
    private Skill? stored;
    private string name = "";
    private string language = "";
    private int? askedAt;
    private IReadOnlyList<Agent> agents = [];
    private Dictionary<UserId, int> levels = [];
    private Dictionary<UserId, int> storedLevels = [];
    private bool ready;

    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required SaveSkill Save { get; init; }
    [Inject] public required DeleteSkill Delete { get; init; }
    [Inject] public required Toasts Toasts { get; init; }

    private string Title => Id is null ? L["New skill"] : stored?.Name ?? L["Skill"];

    private bool IsDirty => stored is not null && (name != stored.Name || language != (stored.Language ?? "") || askedAt != stored.AskedAt
        || agents.Any(a => levels.GetValueOrDefault(a.Id) != storedLevels.GetValueOrDefault(a.Id)));

    private IReadOnlyList<(int? Value, string Text)> AskedChoices =>
        [(null, L["only people and rules ask for it"]), .. Enumerable.Range(SkillNeed.LowestLevel, SkillNeed.HighestLevel).Select(level => ((int?)level, L["it is asked for, at level {0}", level].Value))];

    protected override bool IsLoaded => ready;

    protected override async Task LoadAsync(Actor actor)
    {
        agents = [.. (await Team.AgentsAsync(actor, Gone)).Where(a => a.IsEnabled)];
        var found = Id is { } id ? (await Team.SkillsAsync(actor, Gone)).FirstOrDefault(s => s.Id.Value == id) : new() { Id = SkillId.New(), Name = "" };
        IsMissing = found is null;
        if (found is null) return;
        Take(found, agents.SelectMany(a => a.Skills.Where(s => s.Skill == found.Id).Select(s => (a.Id, s.Level))).ToDictionary());
        ready = true;
    }

    private void Take(Skill skill, Dictionary<UserId, int> having)
    {
        (stored, name, language, askedAt, levels, storedLevels) = (skill, skill.Name, skill.Language ?? "", skill.AskedAt, new(having), new(having));
        Forgive();
    }

    private void SetLevel(UserId agent, string? level)
    {
        levels[agent] = int.TryParse(level, out var number) ? number : 0;
        Said = null;
    }

    private Task SaveAsync() => SavingAsync(SaveAsync);

    private async Task SaveAsync(Actor actor)
    {
        if (stored is null) return;
        switch (await Save.ExecuteAsync(actor, stored with { Name = name, Language = language, AskedAt = askedAt }, levels, CancellationToken.None))
        {
            case SaveSkillOutcome.Saved saved:
                Take(saved.Skill, levels);
                Said = L["Saved"];
                if (Id is null) Navigation.NavigateTo($"admin/skills/{saved.Skill.Id}", replace: true);
                break;
            case SaveSkillOutcome.Invalid invalid:
                Refuse(invalid.Faults);
                break;
            case SaveSkillOutcome.NotAllowed:
                Trouble = L["Not saved: only admins may change skills."];
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
        await Delete.ExecuteAsync(Actor, stored.Id, CancellationToken.None);
        Toasts.Show(ToastTone.Done, L["Deleted the skill {0}", stored.Name]);
        Navigation.NavigateTo("admin/skills");
    }

    private string? Fault(string field) => Faults.TryGetValue(field, out var fault) ? Words(fault) : null;

    private string Words(string fault) => fault switch
    {
        "skill-name-missing" => L["Give it a name."],
        "skill-name-taken" => L["Another skill has this name already."],
        "skills-too-many" => L["There are too many skills already."],
        "skill-language-code" => L["Two or three letters, such as de."],
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No words for this fault"),
    };
}
