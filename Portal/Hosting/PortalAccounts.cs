using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Components.Accounts;
using Portal.Data.Accounts;
using Portal.Domain.Accounts;

namespace Portal.Hosting;

public static class PortalAccounts
{
    public static WebApplicationBuilder AddPortalAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAccounts();
        services.AddPortalIdentity().AddSignInManager<PortalSignIn>().AddClaimsPrincipalFactory<StaffPrincipalFactory>();

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<AccountsOptions>>(ConfigureSession);
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, o => Harden(o, "portal.second-factor"));
        // A request is rare here, and the row is found by its key: what was revoked is revoked at the next request.
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero);
        Policies.Configure(services.AddAuthorizationBuilder());
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "portal.form";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

        services.AddScoped<AuthenticationStateProvider, StaffSession>();
        services.AddScoped<StaffSignIn>().AddScoped<OwnAccount>();
        services.AddSingleton<FailureLimit>().AddSingleton<SetupToken>();
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<RuntimeFloor>(p, Environment.Version));
        return builder;
    }

    /// <summary>After routing: who it is, and whether they may.</summary>
    public static WebApplication UsePortalAccounts(this WebApplication app)
    {
        app.UseAuthentication();
        app.UsePortalLimits();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    public static WebApplication MapPortalAccounts(this WebApplication app)
    {
        app.MapPost("/logout", SignOutEndpoint.HandleAsync).AllowAnonymous().RequireRateLimiting(Limit.Pages);
        return app;
    }

    private static void ConfigureSession(CookieAuthenticationOptions cookie, IOptions<AccountsOptions> accounts)
    {
        Harden(cookie, "portal.session");
        cookie.ExpireTimeSpan = accounts.Value.Session;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/login";
        cookie.AccessDeniedPath = "/denied";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>People are led to the sign-in page; programs, and whatever else does not want a page, get the status.</summary>
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }

    private static void Harden(CookieAuthenticationOptions cookie, string name)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
