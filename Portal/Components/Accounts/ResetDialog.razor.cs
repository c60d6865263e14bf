using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;

namespace Portal.Components.Accounts;

public sealed partial class ResetDialog
{
    private string? secret;
    private string? problem;

    [Inject] public required ResetPassword ResetPassword { get; init; }
    [Inject] public required ResetSecondFactor ResetSecondFactor { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    /// <summary>Null while nothing is asked.</summary>
    [Parameter] public ResetKind? Ask { get; set; }

    [Parameter] public UserLine? User { get; set; }
    [Parameter] public EventCallback OnClosed { get; set; }
    [Parameter] public EventCallback OnChanged { get; set; }

    private string Name => User?.Account.Name ?? "";

    private string Title => secret is not null ? L["The new password of {0}", Name]
        : Ask is ResetKind.SecondFactor ? L["Reset the second step of {0}?", Name]
        : L["Reset the password of {0}?", Name];

    private async Task ResetAsync()
    {
        if (Actor is null || User is null) return;
        if (Ask is ResetKind.Password)
        {
            var outcome = await ResetPassword.ExecuteAsync(Actor, User.Account.Id, CancellationToken.None);
            secret = (outcome as ResetPasswordOutcome.Reset)?.Password;
            problem = outcome switch
            {
                ResetPasswordOutcome.Reset => null,
                ResetPasswordOutcome.NotAllowed => L.Of(new ChangeUserOutcome.NotAllowed()),
                ResetPasswordOutcome.Unknown => L.Of(new ChangeUserOutcome.Unknown()),
                var other => throw new InvalidOperationException($"No words for {other}"),
            };
            return;
        }

        problem = L.Of(await ResetSecondFactor.ExecuteAsync(Actor, User.Account.Id, CancellationToken.None));
        if (problem is not null) return;
        await OnChanged.InvokeAsync();
        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        (secret, problem) = (null, null);
        await OnClosed.InvokeAsync();
    }
}
