namespace Portal.Bench.Growth;

/// <summary>What made-up people are called and say: sentences put together from pieces, so that lengths and letters vary.</summary>
internal sealed class TalkTexts(Random random)
{
    private static readonly string[] Names = ["Mara", "Jonas", "Aylin", "Chidi", "Noor", "Piotr", "Elif", "Sofia", "Ravi", "Hana", "Luca", "Wen", "Zoë", "Tomás", "Ines", "Kofi", "Freja", "Omar", "Yuki", "Anneli"];
    private static readonly string[] Families = ["Lind", "Okafor", "Novak", "Haddad", "Berg", "Castro", "Iyer", "Tanaka", "Weber", "Moreau", "Sato", "Kaya", "Ferrari", "Dahl", "Mensah", "Petrov", "Silva", "Chen", "Ångström", "Ryan"];
    private static readonly string[] Openings = ["Hello,", "Hi there,", "Good morning,", "Quick question:", "Me again,", "Sorry to bother you,", "I hope you can help:"];
    private static readonly string[] Subjects = ["my order", "the second parcel", "the invoice from last week", "the blue kettle", "my return", "the voucher code", "the delivery address", "the size of the coat"];
    private static readonly string[] Problems = ["has not arrived yet", "was charged twice", "looks different from the picture", "does not open on my phone", "is still pending", "got lost on the way", "seems to be the wrong one"];
    private static readonly string[] Answers = ["Let me look that up for you.", "I can see it here, thank you.", "I have asked the warehouse just now.", "You will get a new one tomorrow.", "Could you send me the number on the label?", "The refund takes two or three days.", "Of course, I have changed it."];
    private static readonly string[] Closings = ["Thank you!", "Is there anything else?", "Have a good day.", "That would be great.", "I will wait then.", "Perfect, that works for me."];

    public string Name() => $"{Pick(Names)} {Pick(Families)}";

    public string FromCustomer(bool first) => first
        ? $"{Pick(Openings)} {Pick(Subjects)} {Pick(Problems)}. {Pick(Closings)}"
        : random.Next(3) == 0 ? Pick(Closings) : $"It is about {Pick(Subjects)}: it {Pick(Problems)}. The number is {random.Next(10_000, 99_999)}.";

    public string FromAgent() => random.Next(4) == 0 ? $"{Pick(Answers)} {Pick(Closings)}" : Pick(Answers);

    private string Pick(string[] pieces) => pieces[random.Next(pieces.Length)];
}
