using System.Net;
using Portal.Domain.Accounts;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

public sealed class SignInTests(DemoHost demo) : IClassFixture<DemoHost>
{
    private PortalHost Host => demo.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_EachDemoPerson_LandsOnThePageOfTheirRole()
    {
        foreach (var (person, home) in new[] { (DemoAccounts.Ines, "/workspace"), (DemoAccounts.Rosa, "/live"), (DemoAccounts.Adam, "/admin") })
        {
            var browser = new StaffClient(Host);
            Assert.Equal("/login", PathOf(await browser.GetAsync("/")));
            var answer = await browser.SignInAsync(person.Email);
            Assert.Equal("/", PathOf(answer));
            Assert.Equal(home, PathOf(await browser.GetAsync("/")));
            Assert.True(await browser.IsSignedInAsync());
        }
    }

    [Fact]
    public async Task SignIn_CookieOfTheSession_IsForThisServerAndNoScript()
    {
        var answer = await new StaffClient(Host).SignInAsync(DemoAccounts.Ines.Email);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("portal.session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignIn_OverHttps_MarksTheCookieSecure()
    {
        var browser = new StaffClient(Host);
        browser.Http.BaseAddress = new Uri("https://localhost");

        var answer = await browser.SignInAsync(DemoAccounts.Ines.Email);

        Assert.All(answer.Headers.GetValues("Set-Cookie"), c => Assert.Contains("secure", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task SignIn_KnownAndUnknownAndLockedAddress_AreToldTheSame()
    {
        await using var strict = new PortalHost(("Demo:Enabled", "true"), ("Accounts:FailuresUntilPause", "3"), ("Accounts:FailuresPerAddressAndMinute", "12"));
        var wrong = await TextOf(await new StaffClient(strict).SignInAsync(DemoAccounts.Ines.Email, "not the password"));
        var unknown = await TextOf(await new StaffClient(strict).SignInAsync("nobody@demo.example", "not the password"));
        for (var i = 0; i < 2; i++) await new StaffClient(strict).SignInAsync(DemoAccounts.Ines.Email, "not the password");
        var locked = await TextOf(await new StaffClient(strict).SignInAsync(DemoAccounts.Ines.Email, DemoAccounts.Password));

        Assert.Contains("That did not work", wrong, StringComparison.Ordinal);
        Assert.Equal(wrong, unknown.Replace("nobody@demo.example", DemoAccounts.Ines.Email, StringComparison.Ordinal));
        Assert.Equal(wrong, locked);
    }

    [Fact]
    public async Task SignIn_ManyFailuresFromOneAddress_ArePausedForAllAccounts()
    {
        await using var strict = new PortalHost(("Demo:Enabled", "true"), ("Accounts:FailuresUntilPause", "3"), ("Accounts:FailuresPerAddressAndMinute", "12"));
        for (var i = 0; i < 12; i++) await new StaffClient(strict).SignInAsync($"somebody{i}@demo.example", "not the password");

        var answer = await new StaffClient(strict).SignInAsync(DemoAccounts.Tomas.Email);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    [Theory]
    [InlineData("/login?returnUrl=%2Fadmin%2Fusers%3Fpage%3D2", "/admin/users?page=2")]
    [InlineData("/login?returnUrl=https%3A%2F%2Fevil.example", "/")]
    [InlineData("/login?returnUrl=%2F%2Fevil.example", "/")]
    [InlineData("/login?returnUrl=%2F%5Cevil.example", "/")]
    public async Task SignIn_ReturnUrl_LeadsOnlyToOurOwnPages(string page, string expected) =>
        Assert.Equal(expected, PathOf(await new StaffClient(Host).SignInAsync(DemoAccounts.Adam.Email, page: page)));

    [Fact]
    public async Task Forms_WithoutAntiforgeryToken_AreRefused()
    {
        var browser = new StaffClient(Host);
        await browser.SignInAsync(DemoAccounts.Ines.Email);
        foreach (var path in new[] { "/login", "/logout", "/account" })
        {
            var answer = await browser.Http.PostAsync(path, new FormUrlEncodedContent([new("_handler", "sign-in"), new("Email", "x"), new("Password", "y")]), Ct);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task SignOut_ByPost_EndsTheSessionAndGetDoesNothing()
    {
        var browser = new StaffClient(Host);
        await browser.SignInAsync(DemoAccounts.Ines.Email);

        Assert.False((await browser.Http.GetAsync("/logout", Ct)).IsSuccessStatusCode);
        Assert.True(await browser.IsSignedInAsync());
        var html = await TextOf(await browser.GetAsync("/account"));
        var token = WebUtility.HtmlDecode(html.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0]);
        var answer = await browser.Http.PostAsync("/logout", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), Ct);

        Assert.Equal("/login", PathOf(answer));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task DemoDoor_WhereTheDemoIsOff_DoesNotExist()
    {
        await using var production = new PortalHost(("Demo:Enabled", "false"));
        var browser = new StaffClient(production);

        Assert.DoesNotContain("Continue as", await TextOf(await browser.GetAsync("/login")), StringComparison.Ordinal);
        await browser.SubmitAsync("/login", "demo", ("As", "Admin"));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task DemoDoor_WhereTheDemoIsOn_LetsInAsThatPerson()
    {
        var browser = new StaffClient(Host);

        Assert.Equal("/", PathOf(await browser.SubmitAsync("/login", "demo", ("As", "Supervisor"))));
        Assert.Contains("Rosa Vidal", await TextOf(await browser.GetAsync("/account")), StringComparison.Ordinal);
    }

    private static string? PathOf(HttpResponseMessage answer) =>
        answer.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.ToString() : null;

    /// <summary>The page's words, without what is random in its markup.</summary>
    private static async Task<string> TextOf(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Ct);
        if (answer.RequestMessage?.Method == HttpMethod.Get) return html;
        var main = html.Split("<main", 2)[1].Split("</main>")[0];
        return System.Text.RegularExpressions.Regex.Replace(main, "(id|for|aria-describedby|value)=\"[^\"]*\"", "");
    }
}
