using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Accounts;
using Portal.Domain.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

public sealed class AccessTests(DemoHost demo) : IClassFixture<DemoHost>
{
    private readonly Actor admin = new(DemoAccounts.Adam.Id.Value, Role.Admin, "Adam Novak");

    private PortalHost Host => demo.Host;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/workspace")]
    [InlineData("/live")]
    [InlineData("/admin")]
    [InlineData("/admin/users")]
    [InlineData("/account")]
    [InlineData("/jobs")]
    [InlineData("/health/detail")]
    [InlineData("/anything/else")]
    public async Task Visitor_StaffPage_IsLedToSignIn(string path)
    {
        var answer = await new StaffClient(Host).GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/login?returnUrl=", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/live", false, true, true)]
    [InlineData("/admin", false, false, true)]
    [InlineData("/admin/users", false, false, true)]
    [InlineData("/jobs", false, false, true)]
    [InlineData("/health/detail", false, false, true)]
    [InlineData("/account", true, true, true)]
    public async Task Page_ByRole_OpensFromTheOneItIsFor(string path, bool agent, bool supervisor, bool anAdmin)
    {
        foreach (var (person, may) in new[] { (DemoAccounts.Ines, agent), (DemoAccounts.Rosa, supervisor), (DemoAccounts.Adam, anAdmin) })
        {
            var browser = new StaffClient(Host);
            await browser.SignInAsync(person.Email);
            // An address that claims to be this machine itself opens nothing.
            var answer = await browser.GetAsync(path, ("X-Forwarded-For", "127.0.0.1"), ("X-Real-IP", "127.0.0.1"));
            if (may) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            else Assert.StartsWith("/denied", answer.Headers.Location?.PathAndQuery, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Denied_Page_SaysSoWithItsStatus()
    {
        var browser = new StaffClient(Host);
        await browser.SignInAsync(DemoAccounts.Ines.Email);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/denied")).StatusCode);
    }

    [Fact]
    public async Task Program_WithoutASession_GetsTheBareStatus()
    {
        using var answer = await new StaffClient(Host).Http.GetAsync("/admin", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Unknown_Address_IsAPageForPeopleWithItsStatus()
    {
        var browser = new StaffClient(Host);
        await browser.SignInAsync(DemoAccounts.Ines.Email);

        var answer = await browser.GetAsync("/nothing/here");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is nothing at this address", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisabledUser_NextRequest_IsOutAndCannotComeBack()
    {
        var (id, email) = await demo.HireAsync();
        var browser = new StaffClient(Host);
        await browser.SignInAsync(email, DemoHost.Password);

        await Host.Services.GetRequiredService<DisableUser>().ExecuteAsync(admin, id, Ct);

        Assert.False(await browser.IsSignedInAsync());
        await browser.SignInAsync(email, DemoHost.Password);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task ChangedRole_NextSignIn_MayWhatItSays()
    {
        var (id, email) = await demo.HireAsync();
        var browser = new StaffClient(Host);
        await browser.SignInAsync(email, DemoHost.Password);

        await Host.Services.GetRequiredService<ChangeUserRole>().ExecuteAsync(admin, id, Role.Supervisor, Ct);

        Assert.False(await browser.IsSignedInAsync());
        await browser.SignInAsync(email, DemoHost.Password);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/live")).StatusCode);
    }

    [Fact]
    public async Task ChangedPassword_OtherSession_EndsAndThisOneStays()
    {
        var (id, email) = await demo.HireAsync();
        var (here, there) = (new StaffClient(Host), new StaffClient(Host));
        await here.SignInAsync(email, DemoHost.Password);
        await there.SignInAsync(email, DemoHost.Password);

        await here.SubmitAsync("/account", "password", ("Current", DemoHost.Password), ("Next", "seven quiet lamps"), ("Again", "seven quiet lamps"));

        Assert.True(await here.IsSignedInAsync());
        Assert.False(await there.IsSignedInAsync());
        await there.SignInAsync(email, DemoHost.Password);
        Assert.False(await there.IsSignedInAsync());
        await there.SignInAsync(email, "seven quiet lamps");
        Assert.True(await there.IsSignedInAsync());
    }

    [Theory]
    [InlineData("wrong", "seven quiet lamps", "seven quiet lamps", "That is not your current password")]
    [InlineData(DemoAccounts.Password, "short", "short", "Use at least 10 characters")]
    [InlineData(DemoAccounts.Password, "seven quiet lamps", "eight quiet lamps", "The two are not the same")]
    public async Task ChangePassword_Refused_SaysWhereAndChangesNothing(string current, string next, string again, string said)
    {
        var browser = new StaffClient(Host);
        await browser.SignInAsync(DemoAccounts.Ines.Email);

        var answer = await browser.SubmitAsync("/account", "password", ("Current", current), ("Next", next), ("Again", again));

        Assert.Contains(said, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var other = new StaffClient(Host);
        await other.SignInAsync(DemoAccounts.Ines.Email);
        Assert.True(await other.IsSignedInAsync());
    }

    [Fact]
    public async Task HealthDetail_ForAdmins_NamesTheRuntime()
    {
        var browser = new StaffClient(Host);
        await browser.SignInAsync(DemoAccounts.Adam.Email);

        var text = await (await browser.GetAsync("/health/detail")).Content.ReadAsStringAsync(Ct);

        Assert.Contains($".NET {Environment.Version}", text, StringComparison.Ordinal);
        Assert.Contains("\"database\"", text, StringComparison.Ordinal);
    }}
