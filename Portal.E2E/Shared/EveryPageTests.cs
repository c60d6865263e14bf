using Microsoft.Playwright;

namespace Portal.E2E.Shared;

/// <summary>What every page owes everybody, found by route so that a new page is looked at without being asked for.</summary>
public sealed class EveryPageTests(PortalFixture portal)
{
    public static TheoryData<string, string?> Pages { get; } = [.. PortalPages.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task EveryPage_LightAndDarkWideAndNarrow_IsAccessibleAndWhole(string path, string? signIn)
    {
        await using var person = signIn is null ? await portal.OpenAsync() : await portal.SignedInAsync(signIn);
        var broken = new List<string>();
        person.Page.Response += (_, answer) =>
        {
            if (IsAsset(answer.Request) && !answer.Ok && answer.Status != 304) broken.Add($"{answer.Status} {answer.Url}");
        };

        var page = await person.GoToAsync(path);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
        var name = "page" + path.Replace('/', '-');
        await Accessibility.ShouldBeAccessibleAsync(page, name);
        await page.SetViewportSizeAsync(360, 740);
        await Screenshots.TakeAsync(page, name + "-360");
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");

        Assert.True(overflow <= 0, $"{path} is {overflow} px wider than a screen of 360 px.");
        Assert.Empty(broken);
        // A page that says "not found" or "failed" answers with that status, which the browser logs as an error.
        person.ShouldHaveNoErrors($"({person.Address.GetLeftPart(UriPartial.Authority)}{path}");
    }

    private static bool IsAsset(IRequest request) => request.ResourceType is "script" or "stylesheet" or "font" or "image" or "media";
}
