using Portal.Domain.Conversations;

namespace Portal.Tests.Conversations;

public sealed class PromiseRulesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Monday, ten in the morning in Berlin.</summary>
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("I will write to you by 15:00.", "2026-03-02T14:00Z")]
    [InlineData("We'll call you at 3 pm", "2026-03-02T14:00Z")]
    [InlineData("I will send it tomorrow at 9.", "2026-03-03T08:00Z")]
    [InlineData("I'll be back in 20 minutes", "2026-03-02T09:20Z")]
    [InlineData("Ich melde mich bis 16 Uhr.", "2026-03-02T15:00Z")]
    [InlineData("Wir werden das innerhalb von 2 Stunden klären.", "2026-03-02T11:00Z")]
    [InlineData("I will look into it by 9:00", "2026-03-03T08:00Z")]
    public void Find_APromiseWithATime_KnowsWhenItIsDue(string text, string due)
    {
        var promise = Assert.Single(PromiseRules.Find(text, 7, Now, Berlin));

        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), promise.Due);
        Assert.Equal(7, promise.Sequence);
    }

    [Theory]
    [InlineData("Let me check that for you.")]
    [InlineData("I will find out.")]
    public void Find_APromiseWithoutATime_HasNone(string text) => Assert.Null(Assert.Single(PromiseRules.Find(text, 1, Now, Berlin)).Due);

    [Theory]
    [InlineData("Your parcel arrives tomorrow.")]
    [InlineData("Have you tried to restart it?")]
    public void Find_NoPromise_FindsNothing(string text) => Assert.Empty(PromiseRules.Find(text, 1, Now, Berlin));

    [Fact]
    public void Due_InTheHourThatIsLeftOut_IsTheHourAfter() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), PromiseRules.Due("I will write tomorrow at 2:30", new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero), Berlin));
}
