using Portal.Domain.Escalation;

namespace Portal.Components.Escalation;

/// <summary>A packet while its sender edits it: each part a text with one line for each thing.</summary>
public sealed class PacketDraft
{
    private readonly HandoverPacket built;

    private PacketDraft(HandoverPacket built) => this.built = built;

    public string Goal { get; set; } = "";
    public string Tried { get; set; } = "";
    public string Evidence { get; set; } = "";
    public string OpenQuestions { get; set; } = "";

    public static PacketDraft Of(HandoverPacket packet) => new(packet)
    {
        Goal = packet.Goal, Tried = Text(packet.Tried), Evidence = Text(packet.Evidence), OpenQuestions = Text(packet.OpenQuestions),
    };

    /// <summary>As edited. A line that stayed as it was keeps the entry that it comes from.</summary>
    public HandoverPacket Packet => built with
    {
        Goal = Goal.Trim(), Tried = [.. Lines(Tried, built.Tried)], Evidence = [.. Lines(Evidence, built.Evidence)], OpenQuestions = [.. Lines(OpenQuestions, built.OpenQuestions)],
    };

    private static string Text(IEnumerable<PacketLine> lines) => string.Join('\n', lines.Select(l => l.Text));

    private static IEnumerable<PacketLine> Lines(string text, IEnumerable<PacketLine> known) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => known.FirstOrDefault(k => k.Text == line) ?? new PacketLine(line));
}
