using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Collaboration;

/// <summary>The people and teams that a member of staff may name or ask.</summary>
public sealed class FindMentionable(ReadTeam team)
{
    private const int MostSuggested = 8;

    public async Task<IReadOnlyList<Mentionable>> AllAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff) return [];
        var agents = (await team.AgentsAsync(actor, ct)).Where(a => a.IsEnabled).ToDictionary(a => a.Id);
        var members = (await team.MembersAsync(actor, ct)).Where(m => agents.ContainsKey(m.UserId)).ToLookup(m => m.QueueId, m => m.UserId);
        var teams = (await team.QueuesAsync(actor, ct)).Select(q => new Mentionable(q.Name, true, [.. members[q.Id]]));
        return [.. agents.Values.Select(a => new Mentionable(a.Name, false, [a.Id])), .. teams];
    }

    /// <summary>Those of whose name some word begins with what was typed; people first.</summary>
    public async Task<IReadOnlyList<Mentionable>> SuggestAsync(Actor actor, string typed, CancellationToken ct) =>
    [
        .. (await AllAsync(actor, ct))
            .Where(m => (m.IsTeam || m.Members[0].Value != actor.Id) && Begins(m.Name, typed))
            .OrderBy(m => m.IsTeam).ThenBy(m => m.Name, StringComparer.CurrentCultureIgnoreCase).Take(MostSuggested),
    ];

    private static bool Begins(string name, string typed) => name.StartsWith(typed, StringComparison.CurrentCultureIgnoreCase)
        || name.Split(' ').Any(word => word.StartsWith(typed, StringComparison.CurrentCultureIgnoreCase));
}
