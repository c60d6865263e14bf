using Portal.Domain.Conversations;

namespace Portal.Tests.Conversations;

public sealed class MoodRulesTests
{
    [Theory]
    [InlineData("Hello, where is my parcel?", Mood.Calm)]
    [InlineData("I am still waiting", Mood.Uneasy)]
    [InlineData("This is UNACCEPTABLE and ridiculous", Mood.Upset)]
    [InlineData("Das ist eine Frechheit, ich hole meinen Anwalt", Mood.Upset)]
    [InlineData("WHERE IS MY PARCEL??", Mood.Uneasy)]
    public void Of_OneMessage_ReadsWordsAndShouting(string text, Mood expected) => Assert.Equal(expected, MoodRules.Of([text]).Mood);

    [Fact]
    public void Of_AngerThatWasAnswered_FadesWithEachCalmMessage()
    {
        string[] angry = ["This is unacceptable, I am furious!!"];
        string[] later = [.. angry, "ok", "thanks, that is great", "thank you"];

        Assert.Equal(Mood.Upset, MoodRules.Of(angry).Mood);
        Assert.Equal(Mood.Calm, MoodRules.Of(later).Mood);
    }

    [Fact]
    public void Of_OldMessages_AreOutsideTheWindow()
    {
        string[] messages = ["unacceptable ridiculous scam", .. Enumerable.Repeat("fine", MoodRules.Window)];

        Assert.Equal(Mood.Calm, MoodRules.Of(messages).Mood);
    }
}
