using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Channels;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Channels;

/// <summary>The doors for customers, one a line.</summary>
public sealed partial class AdminInboxesPage
{
    private IReadOnlyList<Inbox>? inboxes;
    private Dictionary<QueueId, string> queues = [];

    [Inject] public required FindInbox Inboxes { get; init; }
    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    protected override async Task OnInitializedAsync()
    {
        ListenInBursts(Topic.Setup, _ => ReadAsync());
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (Actor is null) return;
        queues = (await Team.QueuesAsync(Actor, Gone)).ToDictionary(q => q.Id, q => q.Name);
        inboxes = await Inboxes.ListAsync(Actor, Gone);
    }

    private string Sites(Inbox inbox) => inbox.Origins.Length switch
    {
        0 => L["Portal's own only"],
        1 => Host(inbox.Origins[0]),
        var more => L["{0} and {1} more", Host(inbox.Origins[0]), more - 1],
    };

    private static string Host(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) ? uri.Authority : origin;

    private string Hours(Inbox inbox) =>
        inbox.Hours.Spans.IsDefaultOrEmpty ? L["Always open"]
        : BusinessHoursRules.IsOpen(inbox.Hours, Clock.GetUtcNow()) ? L["Open now"] : L["Closed now"];
}
