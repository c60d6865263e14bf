using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

public sealed class EnableUser(IAccountStore store, RegisterAgent register)
{
    public async Task<ChangeUserOutcome> ExecuteAsync(Actor actor, UserId id, CancellationToken ct)
    {
        if (!AccountRules.MayAdminister(actor)) return new ChangeUserOutcome.NotAllowed();
        if (await store.FindAsync(id, ct) is not { } account) return new ChangeUserOutcome.Unknown();

        var change = await store.EnableAsync(id, ct);
        if (change is AccountChange.Changed) await register.ExecuteAsync(actor, id, account.Name, capacity: null, enabled: true, ct);
        return ChangeUserOutcome.Of(change);
    }
}
