using Portal.Domain.Shared;

namespace Portal.Domain.Accounts;

public abstract record ResetPasswordOutcome
{
    /// <param name="Password">Told this once; nobody can read it again.</param>
    public sealed record Reset(string Password) : ResetPasswordOutcome;
    public sealed record NotAllowed : ResetPasswordOutcome;
    public sealed record Unknown : ResetPasswordOutcome;
}

/// <summary>Gives a person who cannot get in any more a new password, and ends their sessions.</summary>
public sealed class ResetPassword(IAccountStore store, IEventHub hub)
{
    public async Task<ResetPasswordOutcome> ExecuteAsync(Actor actor, UserId id, CancellationToken ct)
    {
        if (!AccountRules.MayAdminister(actor)) return new ResetPasswordOutcome.NotAllowed();
        var password = GeneratedPassword.New();
        if (await store.SetPasswordAsync(id, password, ct) is not AccountChange.Changed) return new ResetPasswordOutcome.Unknown();
        hub.Publish(new AccessChanged(id));
        return new ResetPasswordOutcome.Reset(password);
    }
}
