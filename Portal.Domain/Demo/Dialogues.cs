using System.Collections.Immutable;

namespace Portal.Domain.Demo;

/// <summary>The people and the talks of the simulated shop. All invented.</summary>
public static class Dialogues
{
    public static ImmutableArray<string> Names { get; } =
    [
        "Ada Brook", "Noah Finch", "Yara Haddad", "Tilda Moor", "Owen Pryce", "Lea Sommer", "Jonas Krug", "Mina Aslan", "Pavel Dvorak", "Ruth Amadi",
        "Sofie Lang", "Emil Vogt", "Nils Aaker", "Carla Bianco", "Hugo Martel", "Ines Prado", "Kofi Mensah", "Greta Blum", "Tom Archer", "Zoe Hart",
        "Malik Rahimi", "Anna Winter", "Piet de Boer", "Lin Zhou",
    ];

    public static ImmutableArray<Dialogue> All { get; } =
    [
        new("Delivery", "en", "/demo",
        [
            "Hi, I ordered the moss green kettle last Friday and it still has not arrived. Can you see where it is?",
            "The order is in my name, I think the number starts with 104.",
            "Will it come before the weekend? We have guests.",
            "Good to know, thank you!",
        ]),
        new("Dent", "en", "/demo",
        [
            "My kettle came today with a dent in the lid. The rest is fine.",
            "It is about two centimetres, right beside the knob. Do I have to send everything back?",
            "A new lid would be perfect.",
            "Great, thanks a lot.",
        ]),
        new("Address", "en", "/demo/textiles",
        [
            "I made a mistake in the delivery address of my blanket: it should be number 14 and not 41.",
            "Same street, same city. Has it left already?",
            "Phew. Thank you for the quick help.",
        ]),
        new("Advice", "en", "/demo/lighting",
        [
            "Is the paper lamp bright enough to read by?",
            "It would stand on a shelf about a metre from the chair.",
            "And can I put a stronger bulb in?",
            "Then I will take one. Thanks!",
        ]),
        new("Return", "en", "/demo/textiles",
        [
            "I would like to send the wool blanket back. It is lovely, but the grey does not go with our sofa.",
            "It was unpacked once, nothing more. How do I get a label?",
            "And how long does the refund take?",
            "All right, thank you.",
        ]),
        new("Invoice", "en", "/demo",
        [
            "Could I have an invoice with our company's name on it? I was asked for it by accounting.",
            "The company is Finch and Daughters, the order is from Monday.",
            "Received, thank you very much.",
        ]),
        new("Charged twice", "en", "/demo/garden",
        [
            "I have been charged twice for one watering can. This is really annoying.",
            "Both payments are from yesterday evening, 46 euros each.",
            "When will I see the money again?",
            "OK. Thanks for sorting it out.",
        ]),
        new("Voucher", "en", "/demo/lighting",
        [
            "My voucher code is not accepted at the checkout, it says expired. I got it two weeks ago.",
            "It is for ten euros, from the newsletter.",
            "It works now. Thanks!",
        ]),
        new("Lieferung", "de", "/demo",
        [
            "Guten Tag, ich warte seit einer Woche auf meinen Wasserkessel. Wo ist mein Paket?",
            "Die Sendungsnummer habe ich leider nicht mehr, bestellt habe ich am Montag.",
            "Kann ich es auch an eine Packstation schicken lassen?",
            "Vielen Dank für die schnelle Hilfe!",
        ]),
        new("Ersatzteil", "de", "/demo/garden",
        [
            "Hallo, bei meiner Gießkanne ist die Brause verloren gegangen. Gibt es die einzeln?",
            "Es ist die mit dem langen Hals, vier Liter.",
            "Was kostet der Versand?",
            "Prima, dann bestelle ich eine. Danke!",
        ]),
        new("Rückgabe", "de", "/demo/textiles",
        [
            "Ich möchte die Wolldecke zurückgeben, sie kratzt leider sehr.",
            "Sie ist ungewaschen und noch in der Tüte. Wie bekomme ich mein Geld zurück?",
            "Alles klar, dann schicke ich sie morgen los. Danke schön.",
        ]),
        new("Rechnung", "de", "/demo/lighting",
        [
            "Auf meiner Rechnung fehlt die Umsatzsteuer-Nummer. Können Sie mir eine neue schicken?",
            "Bestellt habe ich zwei Papierlampen, am Dienstag.",
            "Perfekt, sie ist angekommen. Vielen Dank.",
        ]),
    ];
}
