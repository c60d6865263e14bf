using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

/// <summary>Changes how a person is called and how many conversations they take at the same time.</summary>
public sealed class ChangeUser(IAccountStore store, RegisterAgent register)
{
    public async Task<ChangeUserOutcome> ExecuteAsync(Actor actor, UserId id, string name, PerChannel capacity, CancellationToken ct)
    {
        if (!AccountRules.MayAdminister(actor)) return new ChangeUserOutcome.NotAllowed();
        if ((AccountRules.ProblemWithName(name) ?? AccountRules.ProblemWithCapacity(capacity)) is { } problem) return new ChangeUserOutcome.Invalid(problem);
        if (await store.FindAsync(id, ct) is not { } account) return new ChangeUserOutcome.Unknown();

        var change = await store.RenameAsync(id, AccountRules.Tidy(name), ct);
        if (change is AccountChange.Changed) await register.ExecuteAsync(actor, id, AccountRules.Tidy(name), capacity, account.IsEnabled, ct);
        return ChangeUserOutcome.Of(change);
    }
}
