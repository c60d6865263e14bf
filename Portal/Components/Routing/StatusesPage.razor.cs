using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

/// <summary>The company's own statuses, when somebody idle is away, and who was in which status.</summary>
public sealed partial class StatusesPage
{
    private const int Shown = 50;

    private List<Row> rows = [];
    private string idle = "";
    private IReadOnlyList<PresenceChange> changes = [];
    private Dictionary<UserId, string> names = [];
    private Dictionary<string, string> faults = [];
    private string? problem;
    private string? said;
    private TimeZoneInfo? zone;
    private bool ready;
    private bool saving;

    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required SaveRoutingSettings Save { get; init; }
    [Inject] public required PersonZone Zone { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    private (Presence, string)[] Effects => [(Presence.Away, L["Away: nothing is offered"]), (Presence.Busy, L["Busy: nothing is offered"]), (Presence.TransfersOnly, L["Only what colleagues hand over"])];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        zone = await Zone.FindAsync(Gone);
        StateHasChanged();
    }

    protected override async Task OnInitializedAsync()
    {
        if (Actor is null) return;
        ListenInBursts(Topic.Agents, _ => ReadChangesAsync());
        Take(await Team.SettingsAsync(Actor, Gone));
        await ReadChangesAsync();
        ready = true;
    }

    private async Task ReadChangesAsync()
    {
        if (Actor is null) return;
        names = (await Team.AgentsAsync(Actor, Gone)).ToDictionary(a => a.Id, a => a.Name);
        changes = await Team.PresenceChangesAsync(Actor, Shown, Gone);
    }

    private void Take(RoutingSettings settings)
    {
        rows = [.. settings.Statuses.Select(s => new Row { Name = s.Name, Effect = s.Effect })];
        idle = settings.IdleAfter is { } after ? after.TotalMinutes.ToString(CultureInfo.InvariantCulture) : "";
        (faults, problem) = ([], null);
    }

    private async Task SaveAsync()
    {
        if (Actor is null || saving) return;
        (saving, said, problem, faults) = (true, null, null, []);
        try
        {
            // What is not a number is out of range, and said so beside the field.
            TimeSpan? after = idle.Trim().Length == 0 ? null : double.TryParse(idle, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 10_000 ? TimeSpan.FromMinutes(minutes) : TimeSpan.Zero;
            switch (await Save.ExecuteAsync(Actor, new() { Statuses = [.. rows.Select(r => new CustomStatus(r.Name, r.Effect))], IdleAfter = after }, CancellationToken.None))
            {
                case SaveRoutingSettingsOutcome.Saved saved:
                    Take(saved.Settings);
                    said = L["Saved"];
                    break;
                case SaveRoutingSettingsOutcome.Invalid invalid:
                    faults = new(invalid.Faults);
                    problem = L["Not saved: something needs another look."];
                    break;
                case SaveRoutingSettingsOutcome.NotAllowed:
                    problem = L["Not saved: only admins may change the statuses."];
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

    private string WordsOf(PresenceChange change)
    {
        var status = change.Reason.Length > 0 ? change.Reason : L[PresenceWords.Of(change.Presence)].Value;
        return (change.ByItself, change.Presence, change.Reason) switch
        {
            (false, _, _) => status,
            (true, Presence.Offline, _) => L["Offline, no page open"],
            (true, Presence.Away, "") => L["Away, idle"],
            _ => L["{0}, came back", status],
        };
    }

    private string? Fault(string field) => faults.TryGetValue(field, out var fault) ? Words(fault) : null;

    private string Words(string fault) => fault switch
    {
        "status-name-missing" => L["Give it a name."],
        "status-name-taken" => L["Another status has this name already."],
        "status-effect" => L["Choose what it does."],
        "idle-range" => L["Between 1 minute and 8 hours."],
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No words for this fault"),
    };

    private sealed class Row
    {
        public string Name { get; set; } = "";
        public Presence Effect { get; set; } = Presence.Away;
    }
}
