using System.Diagnostics;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Portal.E2E.Shared;

/// <summary>
/// Runs axe over a page as it stands, frames included, light and dark; nothing may be found. Structure is the same in both themes,
/// so all rules run once, and those that look at colours again in the dark.
/// </summary>
public static class Accessibility
{
    /// <summary>How long the page may go on changing its colours: the component library does it a round trip after the page's own.</summary>
    private static readonly TimeSpan ColoursSettle = TimeSpan.FromSeconds(3);

    private static readonly object AllRules = new { type = "tag", values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa" } };
    private static readonly object ColourRules = new { type = "rule", values = new[] { "color-contrast", "link-in-text-block" } };

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // A frame that is slow to answer is waited for: by default it would be left out without a word.
    private const string Run = """
        async rules => {
          const result = await axe.run(document, { runOnly: rules, resultTypes: ['violations'], pingWaitTime: 15000 });
          return result.violations.map(v => `- ${v.id} (${v.impact}): ${v.help}\n` + v.nodes.map(n => `    ${n.target.join(' ')} ${n.html}`).join('\n'));
        }
        """;

    /// <summary>Leaves pictures named <paramref name="name"/> behind.</summary>
    public static async Task ShouldBeAccessibleAsync(IPage page, string name)
    {
        await ShouldBeAccessibleAsync(page, name, "light", ColorScheme.Light, AllRules);
        await ShouldBeAccessibleAsync(page, name, "dark", ColorScheme.Dark, ColourRules);
    }

    /// <summary>As <see cref="ShouldBeAccessibleAsync(IPage, string)"/>, and on a screen of 360 px, which nothing may be wider than.</summary>
    public static async Task ShouldHoldWideAndNarrowAsync(IPage page, string name)
    {
        await ShouldBeAccessibleAsync(page, name);
        var wide = page.ViewportSize!;
        await page.SetViewportSizeAsync(360, 740);
        await ShouldBeAccessibleAsync(page, name + "-360", "light", ColorScheme.Light, AllRules);
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        Assert.True(overflow <= 0, $"{name} is {overflow} px wider than a screen of 360 px.");
        await page.SetViewportSizeAsync(wide.Width, wide.Height);
    }

    private static async Task ShouldBeAccessibleAsync(IPage page, string name, string theme, ColorScheme scheme, object rules)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        foreach (var frame in page.Frames)
        {
            await frame.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
            if (!await frame.EvaluateAsync<bool>("() => 'axe' in window")) await frame.EvaluateAsync(Axe);
        }

        var clock = Stopwatch.StartNew();
        string[] violations;
        while ((violations = await page.EvaluateAsync<string[]>(Run, rules)).Length > 0 && clock.Elapsed < ColoursSettle) await Task.Delay(100);
        await Screenshots.TakeAsync(page, $"{name}-{theme}");
        Assert.True(violations.Length == 0, $"{name}, {theme}:{Environment.NewLine}{string.Join(Environment.NewLine, violations)}");
    }
}
