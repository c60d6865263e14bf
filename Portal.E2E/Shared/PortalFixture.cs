using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Portal.E2E.Shared;

/// <summary>
/// What all journeys share: one server and one browser, both started on first use. A test class takes it as its
/// constructor's argument. Tests that kill their server start one of their own with <see cref="PortalServer.StartAsync"/>
/// and open pages on it with <see cref="OpenAsync(PortalServer, BrowserNewContextOptions?)"/>.
/// </summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private readonly BrowserHost browser = new();
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentDictionary<string, Task<string>> signedIn = new();
    private PortalServer? server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The shared server. Do not kill it and do not empty its database.</summary>
    public async Task<PortalServer> ServerAsync()
    {
        await gate.WaitAsync();
        try
        {
            return server ??= await PortalServer.StartAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Skips the calling test where no browser is installed.</summary>
    public Task BrowserAsync() => browser.GetAsync();

    /// <summary>A person at a browser of their own (cookies, storage) on the shared server.</summary>
    public async Task<BrowserSession> OpenAsync(BrowserNewContextOptions? options = null)
    {
        // The browser first: where it is missing, the test is skipped before a server is started for it.
        await browser.GetAsync();
        return await OpenAsync(await ServerAsync(), options);
    }

    /// <summary>As <see cref="OpenAsync(BrowserNewContextOptions?)"/>, already signed in. The first use of an address signs in through the page.</summary>
    public async Task<BrowserSession> SignedInAsync(string email, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.StorageState = await signedIn.GetOrAdd(email, SignInOnceAsync);
        return await OpenAsync(options);
    }

    /// <summary>A person at a browser of their own on a server that the test started.</summary>
    public async Task<BrowserSession> OpenAsync(PortalServer on, BrowserNewContextOptions? options = null) =>
        await BrowserSession.OpenAsync(await browser.GetAsync(), on.Address, options);

    /// <summary>A person at a browser of their own who comes in by this address, such as a proxy's.</summary>
    public async Task<BrowserSession> OpenAsync(Uri address, BrowserNewContextOptions? options = null) =>
        await BrowserSession.OpenAsync(await browser.GetAsync(), address, options);

    private async Task<string> SignInOnceAsync(string email)
    {
        await using var first = await OpenAsync();
        await first.SignInAsync(email);
        return await first.Context.StorageStateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
        gate.Dispose();
    }
}
