using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

/// <summary>One line of the list of users. <paramref name="Agent"/> is what routing knows; null until it has been told.</summary>
public sealed record UserLine(Account Account, Agent? Agent);

public sealed record UserPage(IReadOnlyList<UserLine> Users, int Total);

public sealed class ListUsers(IAccountStore store, ReadTeam team)
{
    public const int PageSize = 25;

    /// <param name="page">Counted from 0.</param>
    public async Task<UserPage> ExecuteAsync(Actor actor, string? search, int page, CancellationToken ct)
    {
        if (!AccountRules.MayAdminister(actor)) throw new UnauthorizedAccessException("Only admins list users.");
        var found = await store.ListAsync(string.IsNullOrWhiteSpace(search) ? null : search.Trim(), Math.Max(0, page) * PageSize, PageSize, ct);
        var agents = (await team.AgentsAsync(actor, ct)).ToDictionary(a => a.Id);
        return new([.. found.Accounts.Select(a => new UserLine(a, agents.GetValueOrDefault(a.Id)))], found.Total);
    }

    public async Task<UserLine?> FindAsync(Actor actor, UserId id, CancellationToken ct)
    {
        if (!AccountRules.MayAdminister(actor)) throw new UnauthorizedAccessException("Only admins read users.");
        return await store.FindAsync(id, ct) is { } account ? new(account, await team.FindAsync(actor, id, ct)) : null;
    }
}
