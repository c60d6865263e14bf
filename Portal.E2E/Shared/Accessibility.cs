using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Portal.E2E.Shared;

/// <summary>Runs axe over a page as it stands, frames included, light and dark; nothing may be found.</summary>
public static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <summary>Leaves pictures named <paramref name="name"/> behind.</summary>
    public static async Task ShouldBeAccessibleAsync(IPage page, string name)
    {
        await ShouldBeAccessibleAsync(page, name, "light", ColorScheme.Light);
        await ShouldBeAccessibleAsync(page, name, "dark", ColorScheme.Dark);
    }

    private static async Task ShouldBeAccessibleAsync(IPage page, string name, string theme, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        foreach (var frame in page.Frames) await frame.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
        var result = await page.RunAxe(Rules);
        if (result.Violations.Length > 0)
        {
            // The component library changes its colours a round trip after the page's own: look again before complaining.
            await page.WaitForTimeoutAsync(500);
            result = await page.RunAxe(Rules);
        }

        await Screenshots.TakeAsync(page, $"{name}-{theme}");
        Assert.True(result.Violations.Length == 0, $"{name}, {theme}:{Environment.NewLine}{Describe(result.Violations)}");
    }

    private static string Describe(IEnumerable<AxeResultItem> violations) => string.Join(
        Environment.NewLine,
        violations.Select(violation =>
            $"- {violation.Id} ({violation.Impact}): {violation.Help}{Environment.NewLine}" +
            string.Join(Environment.NewLine, violation.Nodes.Select(node => $"    {node.Target} {node.Html}"))));
}
