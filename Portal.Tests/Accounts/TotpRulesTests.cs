using System.Text;
using Portal.Domain.Accounts;

namespace Portal.Tests.Accounts;

/// <summary>Times and codes of RFC 6238, appendix B, shortened to six digits.</summary>
public sealed class TotpRulesTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void CodeAt_TimesOfTheStandard_GivesItsCodes(long seconds, string code) =>
        Assert.Equal(code, TotpRules.CodeAt(DateTimeOffset.FromUnixTimeSeconds(seconds), Key));

    [Theory]
    [InlineData(0, true)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void StepOf_CodeOfANearbyMoment_AllowsOneStepOfClockError(int seconds, bool fine) =>
        Assert.Equal(fine, TotpRules.StepOf(TotpRules.CodeAt(Now.AddSeconds(seconds), Key), Key, Now, lastUsed: null) is not null);

    [Fact]
    public void StepOf_SameCodeAgain_IsRefused()
    {
        var code = TotpRules.CodeAt(Now, Key);
        var step = TotpRules.StepOf(code, Key, Now, lastUsed: null);

        Assert.NotNull(step);
        Assert.Null(TotpRules.StepOf(code, Key, Now, lastUsed: step));
        Assert.Equal(step + 1, TotpRules.StepOf(TotpRules.CodeAt(Now.AddSeconds(30), Key), Key, Now.AddSeconds(30), lastUsed: step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("١٢٣٤٥٦")]
    public void StepOf_NotACode_IsRefused(string code) => Assert.Null(TotpRules.StepOf(code, Key, Now, lastUsed: null));

    [Theory]
    [InlineData("MZXW6YTBOI", "foobar")]
    [InlineData("mzxw6ytboi======", "foobar")]
    [InlineData("", "")]
    public void Base32_TextOfTheStandard_Decodes(string text, string expected) => Assert.Equal(expected, Encoding.ASCII.GetString(Base32.Decode(text)!));

    [Fact]
    public void Base32_OtherLetters_AreRefused() => Assert.Null(Base32.Decode("MZXW1"));
}
