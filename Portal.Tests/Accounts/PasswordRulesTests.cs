using Portal.Domain.Accounts;

namespace Portal.Tests.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("short-one", PasswordProblem.TooShort)]
    [InlineData("Password123!", PasswordProblem.TooCommon)]
    [InlineData("qwertyqwerty", PasswordProblem.TooCommon)]
    [InlineData("1234567890", PasswordProblem.TooCommon)]
    [InlineData("abcdefghijkl", PasswordProblem.TooCommon)]
    [InlineData("zyxwvutsrqpo", PasswordProblem.TooCommon)]
    [InlineData("aaaaaaaaaaaa", PasswordProblem.TooCommon)]
    [InlineData("my okafor password", PasswordProblem.LikeTheAccount)]
    [InlineData("INES.OKAFOR-2026", PasswordProblem.LikeTheAccount)]
    [InlineData("seven quiet lamps", null)]
    [InlineData("пароль на каждый день", null)]
    public void ProblemWith_Password_SaysWhy(string password, PasswordProblem? expected) =>
        Assert.Equal(expected, PasswordRules.ProblemWith(password, "Ines Okafor", "ines.okafor@example.com"));

    [Fact]
    public void ProblemWith_Length_EndsAt128()
    {
        var longest = string.Concat(Enumerable.Range(0, 64).Select(i => $"{i % 10}x"));
        Assert.Null(PasswordRules.ProblemWith(longest, "Ines", "i@example.com"));
        Assert.Equal(PasswordProblem.TooLong, PasswordRules.ProblemWith(longest + "y", "Ines", "i@example.com"));
    }

    [Fact]
    public void DemoPassword_ForEachDemoPerson_Passes() =>
        Assert.All(DemoAccounts.All, p => Assert.Null(PasswordRules.ProblemWith(p.Password, p.Name, p.Email)));

    [Fact]
    public void Generated_Hundred_AreDifferentAndPass()
    {
        var made = Enumerable.Range(0, 100).Select(_ => GeneratedPassword.New()).ToList();
        Assert.Equal(100, made.Distinct().Count());
        Assert.All(made, p => Assert.Null(PasswordRules.ProblemWith(p, "Ines Okafor", "ines@example.com")));
    }
}
