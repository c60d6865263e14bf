using Microsoft.Extensions.Options;
using Portal.Domain.Triage;
using Portal.Hosting;

namespace Portal.Tests.Triage;

public sealed class LanguagesTests
{
    private static readonly Languages Known = new(Options.Create(new TriageOptions()));

    [Theory]
    [InlineData("Hello, where is my order? It should have been here yesterday.", "en")]
    [InlineData("Guten Tag, wo bleibt meine Bestellung? Sie sollte gestern kommen.", "de")]
    [InlineData("Bonjour, où est ma commande ? Elle devait arriver hier.", "fr")]
    [InlineData("Hola, ¿dónde está mi pedido? Debía llegar ayer.", "es")]
    [InlineData("مرحبا، أين طلبي؟", "ar")]
    public void Detect_ASentence_TellsItsLanguage(string text, string code) => Assert.Equal(code, Known.Detect(text));

    [Theory]
    [InlineData("12345")]
    [InlineData("🙂")]
    public void Detect_NoWords_TellsNone(string text) => Assert.Null(Known.Detect(text));

    [Fact]
    public void Detect_UnknownCodeConfigured_SaysWhichOne() =>
        Assert.Contains("qq", Assert.Throws<InvalidOperationException>(() => new Languages(Options.Create(new TriageOptions { Languages = "en,qq" })).Detect("Hello")).Message, StringComparison.Ordinal);
}
