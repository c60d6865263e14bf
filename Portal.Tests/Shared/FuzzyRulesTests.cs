using Portal.Components.Shared;

namespace Portal.Tests.Shared;

public sealed class FuzzyRulesTests
{
    [Theory]
    [InlineData("res", "Resolve", "Move to another queue")]
    [InlineData("cct", "Consult a colleague or a team", "Back to the queue")]
    [InlineData("dark", "Dark theme", "Assign to somebody")]
    [InlineData("ssb", "Set status: Busy", "Snooze until a time")]
    public void Score_LettersInOrder_FindTheRightOne(string typed, string wanted, string other) =>
        Assert.True(FuzzyRules.Score(typed, wanted) > (FuzzyRules.Score(typed, other) ?? -1));

    [Theory]
    [InlineData("xyz", "Resolve")]
    [InlineData("evloser", "Resolve")]
    public void Score_LettersThatAreNotThere_FitNothing(string typed, string name) => Assert.Null(FuzzyRules.Score(typed, name));

    [Fact]
    public void Score_WordsAsTyped_AreAheadOfLettersApart() =>
        Assert.True(FuzzyRules.Score("queue", "Back to the queue") > FuzzyRules.Score("queue", "Quiet until every update ends"));

    [Fact]
    public void Score_NothingTyped_FitsEverything() => Assert.Equal(0, FuzzyRules.Score("  ", "Resolve"));
}
