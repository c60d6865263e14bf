using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Portal.E2E.Shared;

/// <summary>One person's browser: a context with cookies and storage of its own, a first page, and what went wrong in it.</summary>
public sealed class BrowserSession : IAsyncDisposable
{
    /// <summary>How long a step may take before it counts as failed; generous, since test machines are small.</summary>
    public const float PatienceMilliseconds = 15_000;

    private readonly ConcurrentQueue<string> errors = new();

    private BrowserSession(IBrowserContext context, IPage page, Uri address)
    {
        context.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Enqueue($"{message.Text} ({message.Location})");
        };
        context.WebError += (_, error) => errors.Enqueue(error.Error);
        Context = context;
        Page = page;
        Address = address;
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; }

    public Uri Address { get; }

    /// <summary>Console errors and uncaught exceptions of all of this person's pages.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public static async Task<BrowserSession> OpenAsync(IBrowser browser, Uri address, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = address.ToString();
        options.ViewportSize ??= new ViewportSize { Width = 1280, Height = 800 };
        options.Locale ??= "en-GB";
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMilliseconds);
        context.SetDefaultNavigationTimeout(2 * PatienceMilliseconds);
        return new BrowserSession(context, await context.NewPageAsync(), address);
    }

    /// <summary>A new page in place of the one so far, with nothing gone wrong in it yet; the browser keeps what it has fetched.</summary>
    public async Task<IPage> BeginAnewAsync()
    {
        await Page.CloseAsync();
        errors.Clear();
        return Page = await Context.NewPageAsync();
    }

    /// <summary>Goes to a path of the server, such as <c>/workspace</c>.</summary>
    public async Task<IPage> GoToAsync(string path)
    {
        await Page.GotoAsync(path);
        return Page;
    }

    /// <summary>Signs in through the page, as a person would.</summary>
    public async Task<IPage> SignInAsync(string email, string password = DemoPeople.Password)
    {
        await Page.GotoAsync("/login");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Email" }).FillAsync(email);
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        // On to the first page, or to the second step.
        await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath != "/login");
        return Page;
    }

    /// <summary>Fails if any page of this person logged an error, apart from those that contain one of <paramref name="expected"/>.</summary>
    public void ShouldHaveNoErrors(params string[] expected)
    {
        var unexpected = errors.Where(error => !expected.Any(part => error.Contains(part, StringComparison.OrdinalIgnoreCase))).ToList();
        Assert.True(unexpected.Count == 0, string.Join(Environment.NewLine, unexpected));
    }

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
