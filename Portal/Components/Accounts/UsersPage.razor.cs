using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;

namespace Portal.Components.Accounts;

public sealed partial class UsersPage
{
    private UserPage? shown;
    private UserLine? edited;
    private bool editing;
    private ResetKind? asked;
    private UserLine? askedFor;
    private int reading;

    [Inject] public required ListUsers Users { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }
    [SupplyParameterFromQuery] public string? Search { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public int Page { get; set; }

    private int Pages => ((shown?.Total ?? 0) + ListUsers.PageSize - 1) / ListUsers.PageSize;

    protected override void OnInitialized() => ListenInBursts(Topic.Agents, _ => ReadAsync());

    protected override Task OnParametersSetAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        if (Actor is null) return;
        // Typing asks faster than a database answers: only the last question counts.
        var mine = ++reading;
        var found = await Users.ExecuteAsync(Actor, Search, Page, Gone);
        if (mine == reading) shown = found;
    }

    private void SearchAsync(ChangeEventArgs e) => GoTo(e.Value as string, 0);

    private void GoTo(string? search, int page) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            ["search"] = string.IsNullOrWhiteSpace(search) ? null : search,
            ["page"] = page > 0 ? page : null,
        }),
        replace: true);

    private void Edit(UserLine? user)
    {
        edited = user;
        editing = true;
    }

    private void Ask(ResetKind what, UserLine user)
    {
        asked = what;
        askedFor = user;
    }
}
