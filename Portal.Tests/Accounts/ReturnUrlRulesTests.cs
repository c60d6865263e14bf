using Portal.Components.Accounts;

namespace Portal.Tests.Accounts;

public sealed class ReturnUrlRulesTests
{
    [Theory]
    [InlineData("/workspace")]
    [InlineData("/admin/users?search=a%20b&page=2")]
    [InlineData("/")]
    public void Local_OwnPath_StaysAsItIs(string url) => Assert.Equal(url, ReturnUrlRules.Local(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/x\\..\\evil")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("workspace")]
    [InlineData("/login?returnUrl=/login")]
    [InlineData("/logout")]
    public void Local_AnythingElse_IsTheStartPage(string? url) => Assert.Equal("/", ReturnUrlRules.Local(url));
}
