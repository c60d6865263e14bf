using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;

namespace Portal.Components.Accounts;

public sealed partial class SecondFactorPage
{
    private const string EnableForm = "enable";
    private const string ManageForm = "manage";

    private OwnAccountView? me;
    private AuthenticatorKey? pending;
    private IReadOnlyList<string> codes = [];
    private string? wrong;

    [Inject] public required OwnAccount Own { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required HttpContext Http { get; set; }
    [SupplyParameterFromForm(FormName = EnableForm)] public string? Code { get; set; }
    [SupplyParameterFromForm(FormName = ManageForm)] public string? Password { get; set; }
    [SupplyParameterFromForm(FormName = ManageForm)] public string? What { get; set; }

    protected override async Task OnInitializedAsync()
    {
        me = await Own.ReadAsync(Http.User);
        pending = await Own.PendingKeyAsync(Http.User);
        if (me is not { HasSecondFactor: true } && pending is null) Navigation.NavigateTo("/account");
    }

    private async Task EnableAsync()
    {
        var (result, made) = await Own.EnableAsync(Http.User, Code ?? "");
        codes = made;
        wrong = WordsFor(result);
    }

    private async Task ManageAsync()
    {
        if (What == "codes")
        {
            var (result, made) = await Own.RenewCodesAsync(Http.User, Password ?? "");
            codes = made;
            wrong = WordsFor(result);
            return;
        }

        wrong = WordsFor(await Own.DisableAsync(Http.User, Password ?? ""));
        if (wrong is null) Navigation.NavigateTo("/account");
    }

    private string? WordsFor(OwnAccountResult result) => result is OwnAccountResult.Done ? null : (string)(result switch
    {
        OwnAccountResult.WrongCode => L["That code did not work. Each code works once and for half a minute: wait for the next one."],
        OwnAccountResult.WrongPassword => L["That is not your password."],
        OwnAccountResult.TooManyFailures => L["Too many attempts. Wait a minute, then try again."],
        OwnAccountResult.NotSetUp => L["Begin again from your account page."],
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    });
}
