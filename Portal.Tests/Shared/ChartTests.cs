using Bunit;
using Portal.Components.Shared;

namespace Portal.Tests.Shared;

public sealed class ChartTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Ten = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private readonly PageContext page = new();
    private readonly BunitJSModuleInterop module;

    public ChartTests()
    {
        module = page.JSInterop.SetupModule("./Components/Shared/Chart.razor.js");
        module.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Chart_IsAPictureThatIsToldInASentence() =>
        Assert.Equal("Three arrived.", Show([1, 2]).Find("[role=img]").GetAttribute("aria-label"));

    [Fact]
    public void Chart_SameFiguresAgain_IsDrawnOnce()
    {
        var chart = Show([1, 2]);

        chart.Render(p => p.Add(c => c.Series, Series(1, 2)));
        Assert.Single(module.Invocations["draw"]);

        chart.Render(p => p.Add(c => c.Series, Series(1, 3)));
        Assert.Equal(2, module.Invocations["draw"].Count);
    }

    [Fact]
    public void Chart_AsTable_HasTheNewestOnTop()
    {
        var chart = Show([1, 2], asTable: true);

        Assert.Equal(["10:01", "10:00"], chart.FindAll("tbody th").Select(h => h.TextContent));
        Assert.Equal(["2", "1"], chart.FindAll("tbody td").Select(h => h.TextContent));
        Assert.True(chart.Find(".chart").HasAttribute("hidden"));
    }

    [Fact]
    public void Chart_OnlyNoughts_SaysSo()
    {
        Assert.Contains("Nobody wrote", Show([0, 0]).Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody wrote", Show([0, 1]).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_Disposed_GivesItsDrawingBack()
    {
        Show([1, 2]);

        await page.DisposeComponentsAsync();

        Assert.Single(module.Invocations["remove"]);
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();

    private IRenderedComponent<Chart> Show(int[] values, bool asTable = false) => page.Show<Chart>(p => p
        .Add(c => c.Label, "Minutes").Add(c => c.Summary, "Three arrived.").Add(c => c.TimeHeading, "Minute").Add(c => c.Nothing, "Nobody wrote")
        .Add(c => c.Times, [Ten, Ten.AddMinutes(1)]).Add(c => c.Series, Series(values)).Add(c => c.AsTable, asTable));

    private static ChartSeries[] Series(params int[] values) => [new("Arrivals", ChartShape.Column, "var(--p-ink-3)", values)];
}
