using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Accounts;

public sealed partial class UserRow
{
    [Inject] public required DisableUser Disable { get; init; }
    [Inject] public required EnableUser Enable { get; init; }
    [Inject] public required Toasts Toasts { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }
    [Parameter, EditorRequired] public required UserLine User { get; set; }
    [Parameter] public EventCallback OnEdit { get; set; }
    [Parameter] public EventCallback<ResetKind> OnAsk { get; set; }
    [Parameter] public EventCallback OnChanged { get; set; }

    private Account Account => User.Account;

    private PresenceShape Shape => User.Agent?.Presence switch
    {
        Presence.Available => PresenceShape.On,
        Presence.Busy or Presence.TransfersOnly => PresenceShape.Busy,
        Presence.Away => PresenceShape.Away,
        _ => PresenceShape.Off,
    };

    private string Word => User.Agent?.Presence switch
    {
        Presence.Available => L["Available"],
        Presence.Busy => L["Busy"],
        Presence.TransfersOnly => L["Transfers only"],
        Presence.Away => L["Away"],
        _ => L["Offline"],
    };

    private async Task DisableAsync()
    {
        if (Actor is null) return;
        await TellAsync(await Disable.ExecuteAsync(Actor, Account.Id, CancellationToken.None), L["{0} is signed out and cannot sign in", Account.Name], new(L["Undo"], EnableAsync));
    }

    private async Task EnableAsync()
    {
        if (Actor is null) return;
        await TellAsync(await Enable.ExecuteAsync(Actor, Account.Id, CancellationToken.None), L["{0} can sign in again", Account.Name], null);
    }

    private async Task TellAsync(ChangeUserOutcome outcome, string done, ToastAction? back)
    {
        if (L.Of(outcome) is { } why) Toasts.Show(ToastTone.Failed, why);
        else Toasts.Show(ToastTone.Done, done, back);
        await OnChanged.InvokeAsync();
    }
}
