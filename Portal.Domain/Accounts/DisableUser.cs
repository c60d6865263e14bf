using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

/// <summary>Ends a person's access. Their pages close within seconds; what they wrote stays.</summary>
public sealed class DisableUser(IAccountStore store, RegisterAgent register, IEventHub hub, TimeProvider clock)
{
    public async Task<ChangeUserOutcome> ExecuteAsync(Actor actor, UserId id, CancellationToken ct)
    {
        if (!AccountRules.MayAdminister(actor)) return new ChangeUserOutcome.NotAllowed();
        if (actor.Id == id.Value) return new ChangeUserOutcome.Yourself();
        if (await store.FindAsync(id, ct) is not { } account) return new ChangeUserOutcome.Unknown();

        var change = await store.DisableAsync(id, clock.GetUtcNow(), ct);
        if (change is AccountChange.Changed)
        {
            hub.Publish(new AccessChanged(id));
            await register.ExecuteAsync(actor, id, account.Name, capacity: null, enabled: false, ct);
        }

        return ChangeUserOutcome.Of(change);
    }
}
