using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portal.Components.Channels;
using Portal.Domain.Channels;
using Portal.Tests.Shared;

namespace Portal.Tests.Channels;

public sealed partial class ChatWordsTests
{
    public static TheoryData<string> Languages => [.. InboxRules.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_OfEachLanguage_AreCompleteAndTakeTheSameValues(string language)
    {
        var english = TextsOf("en");
        var texts = TextsOf(language);

        Assert.Equal(english.Keys.Order(), texts.Keys.Order());
        foreach (var (key, text) in texts)
        {
            Assert.False(string.IsNullOrWhiteSpace(text), key);
            Assert.Equal(Places(english[key]), Places(text));
        }
    }

    [Theory]
    [InlineData("en", "Send", "ltr")]
    [InlineData("de", "Senden", "ltr")]
    [InlineData("fr", "Envoyer", "ltr")]
    [InlineData("es", "Enviar", "ltr")]
    [InlineData("ar", "إرسال", "rtl")]
    [InlineData("xx", "Send", "ltr")]
    [InlineData("../../etc", "Send", "ltr")]
    public void Words_OfALanguage_ComeFromItsResources(string language, string send, string direction)
    {
        var words = new ChatWords(language);

        Assert.Equal(send, words["Send"]);
        Assert.Equal(direction, words.Direction);
    }

    [Theory]
    [InlineData("en", "en-GB", "16:05")]
    [InlineData("en", "de-DE", "4:05 PM")]
    [InlineData("de", "de-AT", "16:05")]
    [InlineData("en", "en-\0nonsense", "4:05 PM")]
    [InlineData("en", null, "4:05 PM")]
    public void Time_OfTheVisitorsRegion_IsWrittenAsThere(string language, string? region, string time) =>
        Assert.Equal(time, new ChatWords(language, region).Time(new DateTimeOffset(2026, 6, 8, 16, 5, 0, TimeSpan.Zero)).Replace('\u202F', ' '));

    [Theory]
    [InlineData(8, "Today")]
    [InlineData(7, "Yesterday")]
    [InlineData(6, "Saturday, 6 June")]
    public void Day_SeenFromToday_IsNamed(int day, string name) =>
        Assert.Equal(name, new ChatWords("en", "en-GB").Day(new(2026, 6, day), new(2026, 6, 8)));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(24_499, "24 KB")]
    [InlineData(25 * 1024 * 1024, "26.2 MB")]
    public void Size_InBytes_IsShort(long bytes, string text) => Assert.Equal(text, new ChatWords("en").Size(bytes));

    [Fact]
    public void Texts_NamedInTheChat_Exist()
    {
        var known = TextsOf("en");
        var named = Repository.Files("Portal/Components/Channels", ".razor", ".cs").Concat(Repository.Files("Portal/Api", ".cs"))
            .SelectMany(file => Key().Matches(file.Text).Select(match => match.Groups[1].Value))
            .Distinct().Where(key => !known.ContainsKey(key));

        Assert.Empty(named);
    }

    private static Dictionary<string, string> TextsOf(string language)
    {
        var file = Repository.PathOf("Portal", "Resources", language == "en" ? "ChatText.resx" : $"ChatText.{language}.resx");
        return XDocument.Load(file).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("""\b[Ww](?:ords)?\["(\w+)["]""")]
    private static partial Regex Key();
}
