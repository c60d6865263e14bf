using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;

namespace Portal.Data.Accounts;

/// <summary>
/// Codes of authenticator apps that work once. Identity's own provider takes the same code again until it runs out,
/// and reads the machine's clock instead of ours.
/// </summary>
internal sealed class OneTimeCodes(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) : IUserTwoFactorTokenProvider<PortalUser>
{
    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user) =>
        !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<PortalUser> manager, PortalUser user)
    {
        if (Base32.Decode(await manager.GetAuthenticatorKeyAsync(user) ?? "") is not { Length: > 0 } key) return false;
        if (TotpRules.StepOf(token, key, clock.GetUtcNow(), user.LastCodeStep) is not { } step) return false;

        await using var db = await contexts.CreateDbContextAsync();
        // The condition decides between two requests with the same code.
        return await db.Users.Where(u => u.Id == user.Id && (u.LastCodeStep == null || u.LastCodeStep < step))
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.LastCodeStep, step)) == 1;
    }
}
