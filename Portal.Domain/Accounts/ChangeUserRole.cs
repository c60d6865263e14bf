using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

public sealed class ChangeUserRole(IAccountStore store, IEventHub hub)
{
    public async Task<ChangeUserOutcome> ExecuteAsync(Actor actor, UserId id, Role role, CancellationToken ct)
    {
        if (!AccountRules.MayAdminister(actor)) return new ChangeUserOutcome.NotAllowed();
        if (AccountRules.ProblemWithRole(role) is { } problem) return new ChangeUserOutcome.Invalid(problem);
        if (actor.Id == id.Value) return new ChangeUserOutcome.Yourself();

        var change = await store.ChangeRoleAsync(id, role, ct);
        if (change is AccountChange.Changed) hub.Publish(new AccessChanged(id));
        return ChangeUserOutcome.Of(change);
    }
}
