using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;

namespace Portal.Data.Accounts;

public static class IdentityModule
{
    /// <summary>Identity over our own context: hashes, stamps, lockout and second factors. Cookies belong to the host.</summary>
    public static IdentityBuilder AddPortalIdentity(this IServiceCollection services)
    {
        services.AddOptions<IdentityOptions>().Configure<IOptions<AccountsOptions>>(Configure);
        return services.AddIdentityCore<PortalUser>()
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddPasswordValidator<StaffPasswordValidator>()
            .AddTokenProvider<OneTimeCodes>(TokenOptions.DefaultAuthenticatorProvider);
    }

    private static void Configure(IdentityOptions identity, IOptions<AccountsOptions> accounts)
    {
        identity.User.RequireUniqueEmail = true;
        identity.User.AllowedUserNameCharacters = ""; // The name is the email address, checked by its own rule.
        identity.Password = new()
        {
            RequiredLength = PasswordRules.Shortest,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
            RequiredUniqueChars = 1,
        };
        identity.Lockout.AllowedForNewUsers = true;
        identity.Lockout.MaxFailedAccessAttempts = accounts.Value.FailuresUntilPause;
        identity.Lockout.DefaultLockoutTimeSpan = accounts.Value.Pause;
    }
}
