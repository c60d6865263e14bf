using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

public sealed partial class RoutingPanel
{
    private RoutingExplanation? explained;
    private (ConversationId, UserId?, DateTimeOffset?)? read;
    private Dictionary<SkillId, string> skills = [];

    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required ExplainRouting Explain { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter, EditorRequired] public required ConversationId Conversation { get; set; }

    /// <summary>Who has it now; null while it waits.</summary>
    [Parameter] public UserId? Assignee { get; set; }

    /// <summary>Since when it waits for somebody; null while somebody has it.</summary>
    [Parameter] public DateTimeOffset? QueuedAt { get; set; }

    [Parameter, EditorRequired] public required TimeZoneInfo Zone { get; set; }

    /// <summary>The decision that gave it to whoever has it now; null when a person did.</summary>
    private RoutingDecision? Given => explained?.Past.FirstOrDefault(d => d.AgentId is not null) is { } newest && newest.AgentId == Assignee ? newest : null;

    /// <summary>Without the one that is told already.</summary>
    private IReadOnlyList<RoutingDecision> Earlier
    {
        get
        {
            if (explained is not { } all) return [];
            var told = all.Now is { } now ? all.Past.FirstOrDefault() is { AgentId: null } newest && newest.Reason == now.Reason ? newest : null : Given;
            return [.. all.Past.Where(d => d != told)];
        }
    }

    protected override void OnInitialized() => ListenInBursts(Topic.Agents, async _ =>
    {
        // Who has room changes why it waits; it does not change why somebody has it.
        if (QueuedAt is not null) await ReadAsync();
    });

    protected override async Task OnParametersSetAsync()
    {
        if (read == (Conversation, Assignee, QueuedAt)) return;
        if (read?.Item1 != Conversation) explained = null;
        read = (Conversation, Assignee, QueuedAt);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var found = await Explain.ExecuteAsync(Actor, Conversation, Gone);
        skills = (await Team.SkillsAsync(Actor, Gone)).ToDictionary(s => s.Id, s => s.Name);
        explained = found;
    }

    /// <summary>What was asked for, and by how much that has been relaxed; null where nothing ever was.</summary>
    private string? Asks(RoutingDecision decision)
    {
        var needs = string.Join(", ", decision.Needs.Select(n => RoutingWords.Need(L, n, skills)));
        if (needs.Length == 0 && decision.Lowered == 0) return null;
        var asks = needs.Length == 0 ? L["Asks for no skill any more"].Value : L["Asks for {0}", needs].Value;
        var less = decision.Lowered == 0 ? "" : L[", {0} levels less than at first", decision.Lowered].Value;
        var next = decision.AgentId is null && decision.Reason is WaitReasons.SkillNotYet && decision.LookAgainAt is { } at ? L[", and for less at {0}", Time(at)].Value : "";
        return $"{asks}{less}{next}.";
    }

    private string Sentence(RoutingDecision decision)
    {
        var name = decision.AgentId == Actor.User ? L["You"].Value : decision.Candidates.FirstOrDefault(c => c.Agent == decision.AgentId)?.Name ?? L["Somebody"].Value;
        return L["{0}: {1}.", name, RoutingWords.Because(L, decision.Reason)];
    }

    private string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
