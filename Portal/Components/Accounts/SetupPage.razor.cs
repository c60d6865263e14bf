using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Hosting;

namespace Portal.Components.Accounts;

/// <summary>Exists only while nobody does.</summary>
public sealed partial class SetupPage
{
    private const string Form = "setup";

    private bool needed;
    private string? problem;
    private string? tokenWrong;
    private string? nameWrong;
    private string? emailWrong;
    private string? passwordWrong;

    [Inject] public required CreateFirstAdmin Create { get; init; }
    [Inject] public required SetupToken Expected { get; init; }
    [Inject] public required FailureLimit Limit { get; init; }
    [Inject] public required StaffSignIn SignIn { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public required HttpContext Http { get; set; }
    [SupplyParameterFromForm(FormName = Form)] public string? Token { get; set; }
    [SupplyParameterFromForm(FormName = Form)] public string? Name { get; set; }
    [SupplyParameterFromForm(FormName = Form)] public string? Email { get; set; }
    [SupplyParameterFromForm(FormName = Form)] public string? Password { get; set; }

    protected override async Task OnInitializedAsync()
    {
        needed = await Create.IsNeededAsync(Http.RequestAborted);
        if (!needed) Navigation.NotFound();
    }

    private async Task CreateAsync()
    {
        if (!needed) return;
        if (Limit.IsReached(Http.Network()))
        {
            problem = L["Too many attempts from your network. Wait a minute, then try again."];
            return;
        }

        if (!Expected.Matches(Token ?? ""))
        {
            Limit.Note(Http.Network());
            tokenWrong = L["That is not the token of this start. Look for “one-time token” in the log."];
            return;
        }

        switch (await Create.ExecuteAsync(Name ?? "", Email ?? "", Password ?? "", Http.RequestAborted))
        {
            case CreateFirstAdminOutcome.Created:
                await SignIn.WithPasswordAsync(Email!, Password!, Http.Network(), Http.RequestAborted);
                Navigation.NavigateTo("/admin");
                break;
            case CreateFirstAdminOutcome.Invalid { Problem: AccountProblem.NameMissing or AccountProblem.NameTooLong } invalid:
                nameWrong = L.Of(invalid.Problem);
                break;
            case CreateFirstAdminOutcome.Invalid invalid:
                emailWrong = L.Of(invalid.Problem);
                break;
            case CreateFirstAdminOutcome.PasswordRefused refused:
                passwordWrong = L.Of(refused.Problem);
                break;
            case CreateFirstAdminOutcome.TooLate:
                Navigation.NavigateTo("/login");
                break;
            case var other:
                throw new InvalidOperationException($"No words for {other}");
        }
    }
}
