using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Portal.Data.Accounts;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;

namespace Portal.Components.Accounts;

public sealed record OwnAccountView(string Name, string Email, Role Role, bool HasSecondFactor, int RecoveryCodesLeft);

public enum OwnAccountResult { Done, WrongPassword, WrongCode, TooManyFailures, NotSetUp }

/// <summary>What members of staff change about their own sign-in. Every change ends their other sessions and keeps this one.</summary>
public sealed class OwnAccount(
    UserManager<PortalUser> users, SignInManager<PortalUser> signIn, FailureLimit limit, IEventHub hub, ILogger<OwnAccount> logger)
{
    private const int RecoveryCodes = 10;

    public async Task<OwnAccountView?> ReadAsync(ClaimsPrincipal who) => await users.GetUserAsync(who) is { } user
        ? new(user.DisplayName, user.Email!, user.Role, user.TwoFactorEnabled, await users.CountRecoveryCodesAsync(user))
        : null;

    /// <param name="problem">Why the new password is refused, when it is.</param>
    public async Task<(OwnAccountResult Result, PasswordProblem? Problem)> ChangePasswordAsync(ClaimsPrincipal who, string current, string next)
    {
        var user = await SelfAsync(who);
        if (await CheckAsync(user, current) is { } refused) return (refused, null);
        if (PasswordRules.ProblemWith(next, user.DisplayName, user.Email!) is { } problem) return (OwnAccountResult.Done, problem);
        Expect(await users.ChangePasswordAsync(user, current, next));
        await KeepOnlyThisSessionAsync(user);
        logger.LogInformation("{User} changed their password", user.Id);
        return (OwnAccountResult.Done, null);
    }

    /// <summary>Makes a key for the authenticator app. Nothing is asked for at sign-in until <see cref="EnableAsync"/>.</summary>
    public async Task BeginSecondFactorAsync(ClaimsPrincipal who)
    {
        var user = await SelfAsync(who);
        if (user.TwoFactorEnabled) return;
        Expect(await users.ResetAuthenticatorKeyAsync(user));
        await KeepOnlyThisSessionAsync(user);
    }

    /// <summary>The key that waits to be confirmed; null when none does.</summary>
    public async Task<AuthenticatorKey?> PendingKeyAsync(ClaimsPrincipal who)
    {
        var user = await SelfAsync(who);
        return !user.TwoFactorEnabled && await users.GetAuthenticatorKeyAsync(user) is { } key ? new(key, user.Email!) : null;
    }

    /// <returns>The recovery codes when the code was right: they are told this once.</returns>
    public async Task<(OwnAccountResult Result, IReadOnlyList<string> Codes)> EnableAsync(ClaimsPrincipal who, string code)
    {
        var user = await SelfAsync(who);
        if (await users.GetAuthenticatorKeyAsync(user) is null) return (OwnAccountResult.NotSetUp, []);
        if (limit.IsReached(Key(user))) return (OwnAccountResult.TooManyFailures, []);
        if (!await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, new([.. code.Where(char.IsAsciiDigit)])))
        {
            limit.Note(Key(user));
            return (OwnAccountResult.WrongCode, []);
        }

        Expect(await users.SetTwoFactorEnabledAsync(user, true));
        var codes = await NewCodesAsync(user);
        logger.LogInformation("{User} switched the second step on", user.Id);
        return (OwnAccountResult.Done, codes);
    }

    public async Task<(OwnAccountResult Result, IReadOnlyList<string> Codes)> RenewCodesAsync(ClaimsPrincipal who, string password)
    {
        var user = await SelfAsync(who);
        if (await CheckAsync(user, password) is { } refused) return (refused, []);
        return user.TwoFactorEnabled ? (OwnAccountResult.Done, await NewCodesAsync(user)) : (OwnAccountResult.NotSetUp, []);
    }

    public async Task<OwnAccountResult> DisableAsync(ClaimsPrincipal who, string password)
    {
        var user = await SelfAsync(who);
        if (await CheckAsync(user, password) is { } refused) return refused;
        Expect(await users.SetTwoFactorEnabledAsync(user, false));
        Expect(await users.ResetAuthenticatorKeyAsync(user));
        await KeepOnlyThisSessionAsync(user);
        logger.LogInformation("{User} switched the second step off", user.Id);
        return OwnAccountResult.Done;
    }

    private async Task<IReadOnlyList<string>> NewCodesAsync(PortalUser user)
    {
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? [];
        await KeepOnlyThisSessionAsync(user);
        return [.. codes];
    }

    /// <summary>A session that somebody else took over is no place to guess the password at leisure.</summary>
    private async Task<OwnAccountResult?> CheckAsync(PortalUser user, string password)
    {
        if (limit.IsReached(Key(user))) return OwnAccountResult.TooManyFailures;
        if (await users.CheckPasswordAsync(user, password)) return null;
        limit.Note(Key(user));
        return OwnAccountResult.WrongPassword;
    }

    private async Task KeepOnlyThisSessionAsync(PortalUser user)
    {
        Expect(await users.UpdateSecurityStampAsync(user));
        await signIn.RefreshSignInAsync(user);
        hub.Publish(new AccessChanged(new(user.Id)));
    }

    private async Task<PortalUser> SelfAsync(ClaimsPrincipal who) =>
        await users.GetUserAsync(who) ?? throw new UnauthorizedAccessException("The account no longer exists.");

    private static string Key(PortalUser user) => $"user {user.Id}";

    private static void Expect(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"Identity refused: {string.Join(", ", result.Errors.Select(e => e.Code))}");
    }
}
