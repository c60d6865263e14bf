using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;

namespace Portal.Components.Accounts;

/// <summary>A person's own sign-in. Outside the circuit, because each change renews the cookie.</summary>
public sealed partial class AccountPage
{
    private const string PasswordForm = "password";
    private const string FactorForm = "second-factor";

    private OwnAccountView? me;
    private string? currentWrong;
    private string? nextWrong;
    private string? againWrong;
    private string? passwordSaid;

    [Inject] public required OwnAccount Own { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required HttpContext Http { get; set; }
    [SupplyParameterFromForm(FormName = PasswordForm)] public string? Current { get; set; }
    [SupplyParameterFromForm(FormName = PasswordForm)] public string? Next { get; set; }
    [SupplyParameterFromForm(FormName = PasswordForm)] public string? Again { get; set; }

    protected override async Task OnInitializedAsync() => me = await Own.ReadAsync(Http.User);

    private async Task ChangePasswordAsync()
    {
        if (Next != Again)
        {
            againWrong = L["The two are not the same."];
            return;
        }

        var (result, problem) = await Own.ChangePasswordAsync(Http.User, Current ?? "", Next ?? "");
        currentWrong = result switch
        {
            OwnAccountResult.WrongPassword => L["That is not your current password."].Value,
            OwnAccountResult.TooManyFailures => L["Too many attempts. Wait a minute, then try again."].Value,
            _ => null,
        };
        nextWrong = problem is null ? null : L.Of(problem.Value);
        if (currentWrong is null && nextWrong is null) passwordSaid = L["The password is changed, and your other sessions have ended."];
    }

    private async Task BeginAsync()
    {
        await Own.BeginSecondFactorAsync(Http.User);
        Navigation.NavigateTo("/account/second-factor");
    }
}
