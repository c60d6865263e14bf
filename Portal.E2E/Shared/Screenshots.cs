using Microsoft.Playwright;

namespace Portal.E2E.Shared;

/// <summary>
/// Pictures of the pages as the journeys saw them, in <c>artifacts/screenshots</c>. With PORTAL_UPDATE_SCREENSHOTS=1
/// those that the README shows are also written to <c>docs/screenshots</c>.
/// </summary>
public static class Screenshots
{
    private static bool UpdatesDocs => Environment.GetEnvironmentVariable("PORTAL_UPDATE_SCREENSHOTS") == "1";

    public static async Task<string> TakeAsync(IPage page, string name, bool forDocs = false)
    {
        var path = Path.Combine(Repository.Artifacts("screenshots"), name + ".png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, Animations = ScreenshotAnimations.Disabled });
        if (forDocs && UpdatesDocs)
        {
            var docs = Directory.CreateDirectory(Path.Combine(Repository.Root, "docs", "screenshots")).FullName;
            File.Copy(path, Path.Combine(docs, name + ".png"), overwrite: true);
        }

        return path;
    }
}
