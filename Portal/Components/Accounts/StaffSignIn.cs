using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Data.Accounts;
using Portal.Domain.Accounts;

namespace Portal.Components.Accounts;

public enum SignInResult { SignedIn, SecondFactorNeeded, Refused, TooManyFailures, SessionOver }

/// <summary>
/// Lets staff in. Every refusal looks the same and takes the same time, whether the address exists, is locked, is disabled
/// or only the password is wrong: the page is no way to find out who works here.
/// </summary>
public sealed class StaffSignIn(
    SignInManager<PortalUser> signIn, UserManager<PortalUser> users, IPasswordHasher<PortalUser> hasher, FailureLimit limit,
    IOptions<DemoOptions> demo, TimeProvider clock, ILogger<StaffSignIn> logger)
{
    /// <summary>Longer than any path through here takes, hash and database included.</summary>
    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(600);

    /// <summary>Hash of a password that nobody knows, so that an unknown address costs one hash as well.</summary>
    private static readonly string Decoy = new PasswordHasher<PortalUser>().HashPassword(new(), Guid.NewGuid().ToString());

    public async Task<SignInResult> WithPasswordAsync(string email, string password, string address, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        if (limit.IsReached(address)) return SignInResult.TooManyFailures;

        var user = await users.FindByEmailAsync(email.Trim());
        var open = user is { DisabledAt: null } && !await users.IsLockedOutAsync(user);
        if (!open) hasher.VerifyHashedPassword(new(), Decoy, password);
        else
        {
            var result = await signIn.PasswordSignInAsync(user!, password, isPersistent: false, lockoutOnFailure: true);
            if (result.Succeeded) return Welcome(user!);
            if (result.RequiresTwoFactor) return SignInResult.SecondFactorNeeded;
        }

        return await RefuseAsync(user, address, started, ct);
    }

    public Task<SignInResult> WithCodeAsync(string code, string address, CancellationToken ct) =>
        SecondFactorAsync(address, () => signIn.TwoFactorAuthenticatorSignInAsync(Digits(code), isPersistent: false, rememberClient: false), ct);

    public Task<SignInResult> WithRecoveryCodeAsync(string code, string address, CancellationToken ct) =>
        SecondFactorAsync(address, () => signIn.TwoFactorRecoveryCodeSignInAsync(code.Trim().ToUpperInvariant()), ct);

    /// <summary>Whether somebody has given a password here and owes the second factor.</summary>
    public async Task<bool> IsWaitingForSecondFactorAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>The demo's open door: only where the configuration opens it, only for the demo's own people.</summary>
    public async Task<SignInResult> AsDemoPersonAsync(NewAccount person)
    {
        if (!demo.Value.Enabled || await users.FindByIdAsync(person.Id.Value.ToString()) is not { DisabledAt: null } user) return SignInResult.Refused;
        await signIn.SignInAsync(user, isPersistent: false);
        return Welcome(user);
    }

    private async Task<SignInResult> SecondFactorAsync(string address, Func<Task<Microsoft.AspNetCore.Identity.SignInResult>> attempt, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        if (limit.IsReached(address)) return SignInResult.TooManyFailures;
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user) return SignInResult.SessionOver;
        if ((await attempt()).Succeeded) return Welcome(user);
        return await RefuseAsync(user, address, started, ct);
    }

    private SignInResult Welcome(PortalUser user)
    {
        logger.LogInformation("{User} signed in", user.Id);
        return SignInResult.SignedIn;
    }

    private async Task<SignInResult> RefuseAsync(PortalUser? user, string address, long started, CancellationToken ct)
    {
        limit.Note(address);
        logger.LogWarning("Refused a sign-in from {Address} for {User}", address, user?.Id);
        var rest = RefusalTakes - clock.GetElapsedTime(started);
        if (rest > TimeSpan.Zero) await Task.Delay(rest, clock, ct);
        return SignInResult.Refused;
    }

    private static string Digits(string code) => new([.. code.Where(char.IsAsciiDigit)]);
}
