using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Portal.Domain.Shared;

namespace Portal.Components.Shared;

/// <summary>Ctrl K: every page and action that this person may reach, by its name.</summary>
public sealed partial class CommandPalette : IAsyncDisposable
{
    private ElementReference dialog;
    private IJSObjectReference? module;
    private DotNetObjectReference<CommandPalette>? self;
    private List<CommandGroup> all = [];
    private string query = "";
    private int chosen;
    private bool shown;

    [Inject] public required IJSRuntime Js { get; init; }
    [Inject] public required NavigationManager Navigation { get; init; }
    [Inject] public required TimeProvider Clock { get; init; }
    [Inject] public required ILogger<CommandPalette> Logger { get; init; }
    [Inject] public required Commands Commands { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    private List<CommandGroup> matches = [];
    private List<CommandGroup> found = [];
    private CancellationTokenSource? searching;

    private Command? Chosen => matches.SelectMany(g => g.Commands).ElementAtOrDefault(chosen);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        self = DotNetObjectReference.Create(this);
        module = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Shared/CommandPalette.razor.js");
        await module.InvokeVoidAsync("listen", dialog, self);
    }

    /// <summary>Called by the module before it shows the dialog.</summary>
    [JSInvokable]
    public void Open()
    {
        query = "";
        chosen = 0;
        shown = true;
        all = [.. Commands.Offered, Places(), Appearances()];
        found = [];
        Match();
        StateHasChanged();
    }

    private CommandGroup Places() => new(L["Go to"],
        [.. StaffPlaces.For(Actor?.Role).Select(p => new Command(L[p.Name], p.Glyph, () => GoAsync(p)))]);

    private CommandGroup Appearances() => new(L["Appearance"],
    [
        new(L["Light theme"], Glyph.Sun, () => ChooseAsync("light")),
        new(L["Dark theme"], Glyph.Moon, () => ChooseAsync("dark")),
        new(L["Theme of the system"], Glyph.Screen, () => ChooseAsync("system")),
    ]);

    private Task GoAsync(StaffPlace place)
    {
        Navigation.NavigateTo(place.Path, forceLoad: place.OutsideTheApp);
        return Task.CompletedTask;
    }

    private async Task ChooseAsync(string theme) => await Js.InvokeVoidAsync("portalTheme.choose", theme);

    private async Task OnInputAsync(ChangeEventArgs e)
    {
        query = e.Value as string ?? "";
        found = [];
        Match();
        if (searching is not null) await searching.CancelAsync();
        searching = new();
        await SearchAsync(query.Trim(), searching.Token);
    }

    /// <summary>The group with the best fit first, and within one the better fit; nothing typed leaves the order as it is.</summary>
    private void Match()
    {
        chosen = 0;
        var fits = all
            .Select(g => (Group: g, Fits: g.Commands.Select(c => (Command: c, Score: FuzzyRules.Score(query, c.Name))).Where(f => f.Score is not null).OrderByDescending(f => f.Score).ToList()))
            .Where(g => g.Fits.Count > 0).OrderByDescending(g => g.Fits[0].Score).Select(g => g.Group with { Commands = [.. g.Fits.Select(f => f.Command)] });
        // What was found by name stands where nobody is about to press: below.
        matches = [.. fits, .. found];
    }

    private async Task SearchAsync(string words, CancellationToken ct)
    {
        if (words.Length < 2) return;
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(150), Clock, ct);
            var groups = new List<CommandGroup>();
            foreach (var find in Commands.Searches)
            {
                if (await find(words, ct) is { } group) groups.Add(group);
            }

            if (ct.IsCancellationRequested || !shown) return;
            var kept = chosen;
            found = groups;
            Match();
            chosen = kept;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Another letter followed.
        }
        catch (Exception error)
        {
            Logger.LogError(error, "The palette could not search");
        }
    }

    private async Task OnKeyAsync(KeyboardEventArgs e)
    {
        var count = matches.Sum(g => g.Commands.Count);
        if (count == 0) return;
        switch (e.Key)
        {
            case "ArrowDown": chosen = (chosen + 1) % count; break;
            case "ArrowUp": chosen = (chosen - 1 + count) % count; break;
            case "Home": chosen = 0; break;
            case "End": chosen = count - 1; break;
            case "Enter" when Chosen is { } command: await RunAsync(command); break;
        }
    }

    private async Task RunAsync(Command command)
    {
        if (module is not null) await module.InvokeVoidAsync("close", dialog);
        await command.Run();
    }

    private void OnClosed()
    {
        shown = false;
        (all, found, matches) = ([], [], []);
    }

    public async ValueTask DisposeAsync()
    {
        self?.Dispose();
        if (searching is not null) await searching.CancelAsync();
        searching?.Dispose();
        if (module is null) return;
        try
        {
            await module.InvokeVoidAsync("stop", dialog);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listeners with it.
        }
    }
}
