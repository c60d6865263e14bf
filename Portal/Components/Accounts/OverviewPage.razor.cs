using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Data;
using Portal.Domain.Accounts;
using Portal.Domain.Channels;
using Portal.Domain.Routing;
using Portal.Domain.Shared;
using Portal.Hosting;

namespace Portal.Components.Accounts;

/// <summary>What is set up, and what still stands between customers and an answer.</summary>
public sealed partial class OverviewPage
{
    private Facts? facts;

    [Inject] public required ListUsers Users { get; init; }
    [Inject] public required ReadTeam Team { get; init; }
    [Inject] public required FindInbox Inboxes { get; init; }
    [Inject] public required RuntimeFloor Floor { get; init; }
    [Inject] public required DatabaseSchema Schema { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    private static string Version => typeof(OverviewPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    protected override async Task OnInitializedAsync()
    {
        if (Actor is not null) facts = await ReadAsync(Actor, CancellationToken.None);
    }

    private async Task<Facts> ReadAsync(Actor actor, CancellationToken ct)
    {
        var users = await Users.ExecuteAsync(actor, search: null, page: 0, ct);
        var agents = await Team.AgentsAsync(actor, ct);
        var queues = await Team.QueuesAsync(actor, ct);
        var members = await Team.MembersAsync(actor, ct);
        var inboxes = await Inboxes.ListAsync(actor, ct);
        var available = agents.Count(a => a is { IsEnabled: true, Presence: Presence.Available });
        var working = agents.Where(a => a.IsEnabled).Select(a => a.Id).ToHashSet();

        List<Warning> warnings = [];
        if (queues.Count == 0) warnings.Add(new(L["There is no queue yet"], L["Conversations wait in queues for the people who answer them."], "admin/queues", L["Make a queue"]));
        if (inboxes.Count == 0) warnings.Add(new(L["There is no inbox yet"], L["An inbox is the door for customers: the chat on your site."], "admin/inboxes", L["Make an inbox"]));
        foreach (var empty in queues.Where(q => !members.Any(m => m.QueueId == q.Id && working.Contains(m.UserId))))
        {
            warnings.Add(new(L["Nobody answers the queue {0}", empty.Name], L["Its conversations would wait for ever."], "admin/queues", L["Add members"]));
        }

        return new(warnings,
        [
            new(L["Users"], Glyph.People, "admin/users", users.Total, L["{0} available now", available]),
            new(L["Inboxes"], Glyph.Globe, "admin/inboxes", inboxes.Count, L["{0} open to customers", inboxes.Count(i => i.IsEnabled)]),
            new(L["Queues"], Glyph.Stack, "admin/queues", queues.Count, L["{0} memberships", members.Count]),
        ]);
    }

    private sealed record Facts(IReadOnlyList<Warning> Warnings, IReadOnlyList<Card> Cards);

    private sealed record Warning(string What, string Why, string Path, string Do);

    private sealed record Card(string Name, string Glyph, string Path, int Count, string Detail);
}
