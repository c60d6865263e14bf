using Microsoft.Playwright;

namespace Portal.E2E.Shared;

/// <summary>What every page owes everybody, found by route so that a new page is looked at without being asked for, and with something on it.</summary>
public sealed class EveryPageTests(PortalFixture portal, FurnishedServer house) : IClassFixture<FurnishedServer>
{
    public static TheoryData<string, string?> Pages { get; } = [.. PortalPages.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task EveryPage_LightAndDarkWideAndNarrow_IsAccessibleAndWhole(string route, string? signIn)
    {
        var person = await house.PersonAsync(portal, signIn);
        var page = await person.BeginAnewAsync();
        var broken = new List<string>();
        page.Response += (_, answer) =>
        {
            if (IsAsset(answer.Request) && !answer.Ok && answer.Status != 304) broken.Add($"{answer.Status} {answer.Url}");
        };

        var path = house.PathOf(route);
        await page.GotoAsync(path);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
        if (house.TextOf(route) is { } text) await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);
        await Accessibility.ShouldHoldWideAndNarrowAsync(page, NameOf(route));

        Assert.Empty(broken);
        // A page that says "not found" or "failed" answers with that status, which the browser logs as an error.
        person.ShouldHaveNoErrors($"({person.Address.GetLeftPart(UriPartial.Authority)}{path}");
    }

    [Fact]
    public async Task Trial_Played_IsAccessibleAndWhole()
    {
        var page = await (await house.PersonAsync(portal, DemoPeople.Supervisor)).BeginAnewAsync();
        await page.GotoAsync("/routing/what-if");
        var results = page.GetByRole(AriaRole.Region, new() { Name = "Side by side" });
        // The button means something as soon as the page is alive.
        for (var i = 0; i < 15 && !await results.IsVisibleAsync(); i++)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Play both" }).ClickAsync();
            try
            {
                await results.WaitForAsync(new() { Timeout = 2_000 });
            }
            catch (TimeoutException)
            {
                // Not yet.
            }
        }

        await Assertions.Expect(results).ToContainTextAsync("Line full: answered by email");
        await results.ScrollIntoViewIfNeededAsync();
        await Accessibility.ShouldHoldWideAndNarrowAsync(page, "trial");
    }

    private static string NameOf(string route) => "page" + route.Replace('/', '-').Replace("{", "", StringComparison.Ordinal).Replace(":guid}", "", StringComparison.Ordinal);

    private static bool IsAsset(IRequest request) => request.ResourceType is "script" or "stylesheet" or "font" or "image" or "media";
}
