using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Conversations;
using Portal.Domain.Routing;
using Portal.Domain.Shared;

namespace Portal.Components.Accounts;

/// <summary>Adds a user, or changes one. What was typed stays until it has been saved or given up.</summary>
public sealed partial class UserDialog
{
    private bool open;
    private bool saving;
    private string name = "";
    private string email = "";
    private string password = "";
    private readonly Dictionary<ChannelKind, string> capacity = PerChannel.Kinds.ToDictionary(k => k, _ => "");
    private Role role;
    private string? secret;
    private string? problem;
    private string? nameWrong;
    private string? emailWrong;
    private string? capacityWrong;
    private string? passwordWrong;

    [Inject] public required CreateUser Create { get; init; }
    [Inject] public required ChangeUser Change { get; init; }
    [Inject] public required ChangeUserRole ChangeRole { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }
    [Parameter, EditorRequired] public bool Open { get; set; }

    /// <summary>Null for somebody new.</summary>
    [Parameter] public UserLine? User { get; set; }

    [Parameter] public EventCallback OnClosed { get; set; }
    [Parameter] public EventCallback OnSaved { get; set; }

    private string Title => secret is not null ? L["{0} can sign in now", name] : User is null ? L["Add a user"] : L["Change {0}", User.Account.Name];

    private bool IsMyself => User is not null && User.Account.Id.Value == Actor?.Id;

    private (Role, string)[] Roles => [(Role.Agent, L.Of(Role.Agent)), (Role.Supervisor, L.Of(Role.Supervisor)), (Role.Admin, L.Of(Role.Admin))];

    protected override void OnParametersSet()
    {
        if (Open == open) return;
        open = Open;
        if (!open) return;
        (name, email, password, role) = (User?.Account.Name ?? "", "", "", User?.Account.Role ?? Role.Agent);
        foreach (var kind in PerChannel.Kinds) capacity[kind] = (User?.Agent?.Capacity ?? Agent.DefaultCapacity)[kind].ToString(CultureInfo.InvariantCulture);
        secret = null;
        Forget();
    }

    private async Task SaveAsync()
    {
        if (Actor is null || saving) return;
        Forget();
        saving = true;
        try
        {
            // What is no number is out of range, and said so.
            var most = PerChannel.Kinds.Aggregate(new PerChannel(), (all, k) => all.With(k, int.TryParse(capacity[k], CultureInfo.InvariantCulture, out var number) ? number : -1));
            if (User is null) await CreateAsync(Actor, most);
            else await ChangeAsync(Actor, User.Account, most);
        }
        finally
        {
            saving = false;
        }
    }

    private async Task CreateAsync(Actor actor, PerChannel most)
    {
        switch (await Create.ExecuteAsync(actor, new(name, email, role, most, password.Length == 0 ? null : password), CancellationToken.None))
        {
            case CreateUserOutcome.Created { Password: { } made }:
                secret = made;
                await OnSaved.InvokeAsync();
                break;
            case CreateUserOutcome.Created:
                await OnSaved.InvokeAsync();
                await CloseAsync();
                break;
            case CreateUserOutcome.Invalid invalid:
                Show(invalid.Problem);
                break;
            case CreateUserOutcome.PasswordRefused refused:
                passwordWrong = L.Of(refused.Problem);
                break;
            case CreateUserOutcome.EmailTaken:
                emailWrong = L["Somebody has this address already."];
                break;
            case CreateUserOutcome.NotAllowed:
                problem = L["Only admins may do this."];
                break;
            case var other:
                throw new InvalidOperationException($"No words for {other}");
        }
    }

    private async Task ChangeAsync(Actor actor, Account account, PerChannel most)
    {
        var outcome = await Change.ExecuteAsync(actor, account.Id, name, most, CancellationToken.None);
        if (outcome is ChangeUserOutcome.Changed && role != account.Role) outcome = await ChangeRole.ExecuteAsync(actor, account.Id, role, CancellationToken.None);
        if (outcome is ChangeUserOutcome.Invalid invalid)
        {
            Show(invalid.Problem);
            return;
        }

        problem = L.Of(outcome);
        if (problem is not null) return;
        await OnSaved.InvokeAsync();
        await CloseAsync();
    }

    private void Show(AccountProblem what)
    {
        var words = L.Of(what);
        switch (what)
        {
            case AccountProblem.NameMissing or AccountProblem.NameTooLong: nameWrong = words; break;
            case AccountProblem.EmailNotValid: emailWrong = words; break;
            case AccountProblem.CapacityOutOfRange: capacityWrong = words; break;
            default: problem = words; break;
        }
    }

    private void Forget() => problem = nameWrong = emailWrong = capacityWrong = passwordWrong = null;

    private Task CloseAsync() => OnClosed.InvokeAsync();
}
