using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

/// <summary>For a person who lost their phone and their recovery codes.</summary>
public sealed class ResetSecondFactor(IAccountStore store, IEventHub hub)
{
    public async Task<ChangeUserOutcome> ExecuteAsync(Actor actor, UserId id, CancellationToken ct)
    {
        if (!AccountRules.MayAdminister(actor)) return new ChangeUserOutcome.NotAllowed();
        var change = await store.RemoveSecondFactorAsync(id, ct);
        if (change is AccountChange.Changed) hub.Publish(new AccessChanged(id));
        return ChangeUserOutcome.Of(change);
    }
}
