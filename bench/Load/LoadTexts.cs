namespace Portal.Bench.Load;

/// <summary>What is written: lines of a file, or a few sentences of our own.</summary>
internal sealed class LoadTexts
{
    private const int Longest = 1000, Most = 200_000;

    private static readonly string[] Own =
    [
        "Hello, my parcel should have been here on Tuesday and the tracking has not moved since.",
        "ok thanks", "One moment please, I am looking at your order now.", "it is the blue one, size M",
        "I was charged twice for my order and the second payment is still pending. Can you look into it, please?",
        "Yes", "I have asked the warehouse; they will send a new one today and you get a message when it has left.",
        "Can I change the delivery address to my office? It is only open until five.", "great, that helps a lot!",
        "Could you send me the number that stands on the label, next to the bar code?", "no idea where to find that sorry",
        "The refund takes two or three days, depending on your bank. Is there anything else that I can do for you?",
    ];

    private readonly string[] lines;

    private LoadTexts(string[] lines) => this.lines = lines;

    /// <exception cref="InvalidDataException">The file holds no line of text.</exception>
    public static LoadTexts From(string? file)
    {
        if (file is null) return new(Own);
        var lines = File.ReadLines(file).Take(Most).Select(l => l.Trim()).Where(l => l.Length > 0).Select(l => l.Length > Longest ? l[..Longest] : l).ToArray();
        return lines.Length > 0 ? new(lines) : throw new InvalidDataException($"{file} holds no text.");
    }

    public string Next(Random random) => lines[random.Next(lines.Length)];
}
