using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Components.Shared;

/// <summary>
/// Figures over time, as columns and lines, drawn by ApexCharts in the browser and told in a sentence and a table besides.
/// The drawing library is loaded with the first chart that is shown.
/// </summary>
public sealed partial class Chart : IAsyncDisposable
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private ElementReference plot;
    private ElementReference rows;
    private IJSObjectReference? module;
    private (IReadOnlyList<DateTimeOffset> Times, IReadOnlyList<ChartSeries> Series)? drawn;
    private bool gone;

    [Inject] public required IJSRuntime Js { get; init; }

    /// <summary>What the table is called among the regions of the page.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>What it shows, in a sentence: for those who do not see it.</summary>
    [Parameter, EditorRequired] public required string Summary { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<DateTimeOffset> Times { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<ChartSeries> Series { get; set; }

    [Parameter, EditorRequired] public required string TimeHeading { get; set; }

    /// <summary>Said in place of a flat line when every figure is nought.</summary>
    [Parameter] public string? Nothing { get; set; }

    [Parameter] public bool AsTable { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            var loaded = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Shared/Chart.razor.js");
            if (gone)
            {
                await loaded.DisposeAsync();
                return;
            }

            module = loaded;
        }

        if (module is null) return;
        if (AsTable) await module.InvokeVoidAsync("localise", rows);
        if (IsDrawn()) return;
        drawn = (Times, Series);
        await module.InvokeVoidAsync("draw", plot, Times.Select(t => t.ToUnixTimeMilliseconds()),
            Series.Select(s => new { s.Name, Type = s.Shape is ChartShape.Line ? "line" : "column", s.Colour, s.Values }));
    }

    private bool IsDrawn() => drawn is { } d && d.Times.SequenceEqual(Times) && d.Series.Count == Series.Count
        && d.Series.Zip(Series).All(p => p.First.Name == p.Second.Name && p.First.Values.SequenceEqual(p.Second.Values));

    public async ValueTask DisposeAsync()
    {
        gone = true;
        if (module is null) return;
        try
        {
            await module.InvokeVoidAsync("remove", plot);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its chart with it.
        }
    }
}
