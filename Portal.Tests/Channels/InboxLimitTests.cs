using System.Text.Json;
using Portal.Domain.Channels;
using Portal.Domain.Shared;

namespace Portal.Tests.Channels;

public sealed class InboxLimitTests
{
    private static readonly Inbox Plain = new() { Id = InboxId.New(), Key = "demo", Name = "Shop", QueueId = QueueId.New(), Secret = "secret", CreatedAt = default };

    [Fact]
    public void Faults_Plain_AreNone() => Assert.Empty(InboxRules.Faults(Plain));

    [Fact]
    public void Faults_TextsTooLong_AreToldByField()
    {
        var long241 = new string('x', 241);
        var faults = InboxRules.Faults(Plain with { Texts = new() { Company = long241, Greeting = long241, Introduction = long241, Teaser = long241, Privacy = long241 } });

        Assert.Equal(["Company", "Greeting", "Introduction", "Privacy", "Teaser"], faults.Keys.Order());
        Assert.All(faults.Values, f => Assert.Equal("inbox-text-long", f));
    }

    [Fact]
    public void Faults_TooManySites_AreTold() =>
        Assert.Equal("inbox-origins-many", InboxRules.Faults(Plain with { Origins = [.. Enumerable.Range(0, 31).Select(i => $"https://{i}.example")] })["Origins"]);

    [Fact]
    public void Faults_LongestThatIsAllowed_FitsItsColumn()
    {
        var texts = new InboxTexts
        {
            Company = Widest(InboxRules.LongestName), Greeting = Widest(InboxRules.LongestLine), Introduction = Widest(InboxRules.LongestText), Teaser = Widest(InboxRules.LongestLine),
            Privacy = Widest(InboxRules.LongestText), PrivacyUrl = "https://shop.example/" + new string('a', InboxRules.LongestUrl - 21),
        };
        var hours = new BusinessHours("America/Argentina/ComodRivadavia", [.. Enumerable.Repeat(new OpenSpan(DayOfWeek.Monday, new(9, 0), new(10, 0)), InboxRules.MostSpans)]);

        Assert.Empty(InboxRules.Faults(Plain with { Texts = texts, Hours = hours }));
        Assert.True(JsonSerializer.Serialize(texts, JsonSerializerOptions.Web).Length <= 8000);
        Assert.True(JsonSerializer.Serialize(hours, JsonSerializerOptions.Web).Length <= 8000);
    }

    [Theory]
    [InlineData(null, "http://localhost:5080/"), InlineData("", "http://localhost:5080/"), InlineData("https://chat.example", "https://chat.example/"), InlineData("https://a.example/portal/", "https://a.example/portal/")]
    public void PublicUrl_Base_IsTheConfiguredOneOrThePages(string? configured, string expected) =>
        Assert.Equal(expected, new ChannelsOptions { PublicUrl = configured }.Base("http://localhost:5080/"));

    [Theory]
    [InlineData("chat.example", false), InlineData("ftp://chat.example", false), InlineData("https://chat.example?x=1", false), InlineData("https://chat.example/a", true)]
    public void PublicUrl_IsCheckedAtStart(string configured, bool valid) => Assert.Equal(valid, ChannelsOptions.IsValid(new() { PublicUrl = configured }));

    /// <summary>Each of these takes six characters in JSON.</summary>
    private static string Widest(int length) => new('é', length);
}
