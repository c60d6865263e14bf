using Portal.Domain.Customers;

namespace Portal.Tests.Customers;

public sealed class CustomerValueTests
{
    private static readonly CustomerOptions Options = new() { ValueAttribute = "Plan", FullValue = 2_000, ValueOfWords = { ["gold"] = 1, ["silver"] = 0.5, ["odd"] = 7 } };

    [Theory]
    [InlineData("Gold", 1)]
    [InlineData(" silver ", 0.5)]
    [InlineData("odd", 1)]
    [InlineData("500", 0.25)]
    [InlineData("9999", 1)]
    [InlineData("-3", 0)]
    [InlineData("NaN", 0)]
    [InlineData("", 0)]
    [InlineData("bronze", 0)]
    public void ValueOf_AWordOrANumber_IsWithinZeroAndOne(string told, double expected) =>
        Assert.Equal(expected, CustomerRules.ValueOf([KeyValuePair.Create("other", "9999"), KeyValuePair.Create("plan", told)], Options), 6);

    [Fact]
    public void ValueOf_NothingTold_IsNothing() => Assert.Equal(0, CustomerRules.ValueOf([KeyValuePair.Create("other", "9999")], Options));
}
