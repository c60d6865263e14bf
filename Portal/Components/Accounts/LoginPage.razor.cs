using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;
using Portal.Hosting;

namespace Portal.Components.Accounts;

/// <summary>Outside the circuit: a cookie can only be set by an answer to a request.</summary>
public sealed partial class LoginPage
{
    private const string PasswordForm = "sign-in";
    private const string DemoForm = "demo";

    private string? problem;

    [Inject] public required StaffSignIn SignIn { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IOptions<DemoOptions> Demo { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required HttpContext Http { get; set; }
    [CascadingParameter] public Actor? Actor { get; set; }
    [SupplyParameterFromQuery] public string? ReturnUrl { get; set; }
    [SupplyParameterFromForm(FormName = PasswordForm)] public string? Email { get; set; }
    [SupplyParameterFromForm(FormName = PasswordForm)] public string? Password { get; set; }
    [SupplyParameterFromForm(FormName = DemoForm)] public string? As { get; set; }

    protected override void OnInitialized()
    {
        if (Actor is not null && HttpMethods.IsGet(Http.Request.Method)) Navigation.NavigateTo(ReturnUrlRules.Local(ReturnUrl));
    }

    private async Task SignInAsync() => Follow(await SignIn.WithPasswordAsync(Email ?? "", Password ?? "", Http.Network(), Http.RequestAborted));

    private async Task SignInAsDemoAsync()
    {
        var person = As switch
        {
            nameof(Role.Supervisor) => DemoAccounts.Rosa,
            nameof(Role.Admin) => DemoAccounts.Adam,
            _ => DemoAccounts.Ines,
        };
        Follow(await SignIn.AsDemoPersonAsync(person));
    }

    private void Follow(SignInResult result)
    {
        switch (result)
        {
            case SignInResult.SignedIn:
                Navigation.NavigateTo(ReturnUrlRules.Local(ReturnUrl));
                break;
            case SignInResult.SecondFactorNeeded:
                Navigation.NavigateTo(Navigation.Step("/login/two-factor", ReturnUrl));
                break;
            case SignInResult.TooManyFailures:
                Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                problem = L["Too many attempts from your network. Wait a minute, then try again."];
                break;
            case SignInResult.Refused or SignInResult.SessionOver:
                problem = L["That did not work. Check the address and the password. After several failed attempts an account pauses for a few minutes."];
                break;
            default:
                throw new InvalidOperationException($"No words for {result}");
        }
    }
}
