using Microsoft.Playwright;

namespace Portal.E2E.Shared;

/// <summary>The browser that <c>test.sh</c> found, started on first use and shared by all journeys.</summary>
public sealed class BrowserHost : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];

    private readonly SemaphoreSlim gate = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string? Executable =>
        Environment.GetEnvironmentVariable("PORTAL_BROWSER") is { Length: > 0 } chosen
            ? chosen
            : UsualPlaces.FirstOrDefault(File.Exists);

    /// <summary>The running browser; skips the calling test where none is installed.</summary>
    public async Task<IBrowser> GetAsync()
    {
        Assert.SkipUnless(Executable is not null, "No browser found: install Chromium or set PORTAL_BROWSER.");
        await gate.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(BrowserSession.PatienceMilliseconds);
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Executable,
                ChromiumSandbox = Environment.UserName != "root",
                Args = Environment.UserName == "root" ? ["--no-sandbox", .. Flags] : Flags,
            });
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        gate.Dispose();
    }
}
