using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Components.Shared;
using Portal.Domain.Shared;
using Portal.Domain.Triage;

namespace Portal.Components.Triage;

public sealed partial class DryRun : IDisposable
{
    /// <summary>Rows that are shown; the count goes on.</summary>
    private const int MostRows = 100;

    private static readonly (int, string)[] Counts = [(50, "50"), (200, "200"), (1_000, "1000"), (DryRunTriage.Most, "2000")];

    private readonly List<TriageDifference> differences = [];
    private CancellationTokenSource? run;
    private int count = 200;
    private int looked, applied, changed;
    private bool running, done;

    [Inject] public required DryRunTriage Dry { get; init; }
    [Inject] public required IStringLocalizer<StaffText> L { get; init; }
    [CascadingParameter] public Actor? Actor { get; set; }

    /// <summary>The rules as they are typed at that moment.</summary>
    [Parameter, EditorRequired] public required Func<ImmutableArray<TriageRule>?> Rules { get; set; }

    [Parameter, EditorRequired] public required TriageChoices Choices { get; set; }

    private string Said => (running, done) switch
    {
        (true, _) => L["Looked at {0} …", looked],
        (_, true) when looked == 0 => L["There is no conversation yet."],
        (_, true) when changed == 0 => L["Looked at {0}: a rule applies to {1}, and nothing would change.", looked, applied],
        (_, true) => L["Looked at {0}: a rule applies to {1}, and {2} would change.", looked, applied, changed],
        _ => "",
    };

    private async Task RunAsync()
    {
        if (Actor is null || running || Rules() is not { } rules) return;
        (running, done, looked, applied, changed) = (true, false, 0, 0, 0);
        differences.Clear();
        using var own = run = new CancellationTokenSource();
        try
        {
            await foreach (var page in Dry.ExecuteAsync(Actor, rules, count, own.Token))
            {
                (looked, applied) = (page.Looked, page.Applied);
                changed += page.Differences.Length;
                differences.AddRange(page.Differences.Take(MostRows - differences.Count));
                StateHasChanged();
                // Lets the page be drawn between two pages of the database.
                await Task.Yield();
            }
        }
        catch (OperationCanceledException) when (own.IsCancellationRequested)
        {
            // Stopped by hand: what was found so far stays.
        }
        finally
        {
            (running, done, run) = (false, true, null);
        }
    }

    private void Stop() => run?.Cancel();

    public void Dispose() => run?.Cancel();
}
