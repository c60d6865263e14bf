using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Conversations;
using Portal.Components.Shared;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Routing;

/// <summary>A changed policy on a past day or a generated load, beside the policy as it is.</summary>
public sealed partial class WhatIfPage
{
    private readonly WhatIfDraft draft = new();
    private IReadOnlyList<Queue>? queues;
    private WhatIfOutcome.Played? played;
    private Queue? standard;
    private string? problem;
    private bool playing;

    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required PlayWhatIf Play { get; init; }
    [Inject] public required PersonZone Zone { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    private IReadOnlyList<(AgentChoice? Value, string Text)> Choices =>
    [
        (null, L["as it is"]), (AgentChoice.MostFreeCapacity, L["Whoever has the most room"]), (AgentChoice.LongestIdle, L["Whoever has had nothing to do longest"]),
        (AgentChoice.RoundRobin, L["Everybody in turn"]), (AgentChoice.BestFit, L["Whoever fits best what it asks for"]),
    ];

    private IReadOnlyList<(QueueId, string)> QueueChoices => [.. queues!.Select(q => (q.Id, q.Name))];
    private IReadOnlyList<(bool, string)> Loads => [(false, L["generated"]), (true, L["a past day"])];
    private IReadOnlyList<(bool, string)> Spreads => [(false, L["exponential"]), (true, L["log-normal"])];
    private IReadOnlyList<(bool, string)> Relaxations => [(true, L["as it is"]), (false, L["never"])];
    private IReadOnlyList<(int? Value, string Text)> WeightChoices => WeightWords.Choices(L, L["as it is"]);

    protected override async Task OnInitializedAsync()
    {
        if (Actor is null) return;
        draft.Day = Clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        queues = await Team.QueuesAsync(Actor, Gone);
        if (queues.Count > 0) draft.Queue = queues[0].Id;
    }

    private async Task PlayAsync()
    {
        if (Actor is null || playing) return;
        (playing, problem, played) = (true, null, null);
        try
        {
            switch (await Play.ExecuteAsync(Actor, draft.Queue, draft.LoadIn(await Zone.FindAsync(Gone)), draft.Change, Gone))
            {
                case WhatIfOutcome.Played both:
                    (played, standard) = (both, queues!.First(q => q.Id == draft.Queue));
                    break;
                case WhatIfOutcome.NothingCame:
                    problem = L["Nothing came to this queue on that day."];
                    break;
                case WhatIfOutcome.NoMembers:
                    problem = L["The queue has no members. An admin can add some."];
                    break;
                case WhatIfOutcome.Invalid invalid:
                    problem = Words(invalid.Fault);
                    break;
                case WhatIfOutcome.NotAllowed:
                    problem = L["Only supervisors and admins may do this."];
                    break;
                case var other:
                    throw new InvalidOperationException($"No words for {other}");
            }
        }
        finally
        {
            playing = false;
        }
    }

    private string Words(string fault) => fault switch
    {
        "what-if-queue" => L["That queue was deleted."],
        "what-if-rate" => L["Between 1 and 2,000 conversations an hour."],
        "what-if-hours" => L["Up to 24 hours."],
        "what-if-handling" => L["Between one second and eight hours to handle one."],
        "what-if-patience" => L["Between one second and one day of patience, or empty."],
        "what-if-handed-on" => L["Between 0 and 100 percent handed on."],
        "what-if-known" => L["Between 0 and 100 percent who come back."],
        "what-if-capacity" => L["Between 1 and 100 units of capacity."],
        "what-if-weight" => L["Between 0.5 and 5 units."],
        "what-if-wrap-up" => L["Between 0 and 3,600 seconds of wrap-up."],
        "what-if-keep" => L["Between 0 and 3,600 seconds to keep it for whoever had it before."],
        "what-if-overflow" => L["Between 5 seconds and one day before overflow."],
        "what-if-priority" => L["Between 1 and 100 of priority."],
        "what-if-standard" => L["Between one second and 30 days of standard."],
        "what-if-ramp" => L["Between 0 and 240 minutes until full capacity."],
        "what-if-surge" => L["Between 110 and 300 percent of capacity."],
        "what-if-line" => L["Between 1 and 1,000 may wait."],
        "what-if-agents" => L["At most 500 agents more or fewer."],
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No words for this fault"),
    };
}
