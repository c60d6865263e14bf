using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Hosting;

namespace Portal.Components.Accounts;

public sealed partial class RecoveryPage
{
    private const string Form = "recovery";

    private string? problem;

    [Inject] public required StaffSignIn SignIn { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required HttpContext Http { get; set; }
    [SupplyParameterFromQuery] public string? ReturnUrl { get; set; }
    [SupplyParameterFromForm(FormName = Form)] public string? Code { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (!await SignIn.IsWaitingForSecondFactorAsync()) Navigation.NavigateTo(Navigation.Step("/login", ReturnUrl));
    }

    private async Task SignInAsync()
    {
        switch (await SignIn.WithRecoveryCodeAsync(Code ?? "", Http.Network(), Http.RequestAborted))
        {
            case SignInResult.SignedIn:
                Navigation.NavigateTo(ReturnUrlRules.Local(ReturnUrl));
                break;
            case SignInResult.SessionOver:
                Navigation.NavigateTo(Navigation.Step("/login", ReturnUrl));
                break;
            case SignInResult.TooManyFailures:
                Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                problem = L["Too many attempts from your network. Wait a minute, then try again."];
                break;
            default:
                problem = L["That code did not work. It may have been used already."];
                break;
        }
    }
}
