using System.Globalization;
using Portal.Components.Conversations;
using Portal.Domain.Conversations;
using Portal.Domain.Escalation;

namespace Portal.Components.Escalation;

/// <summary>A packet while its sender edits it: texts with one line for each thing, and rows for what has parts of its own.</summary>
public sealed class PacketDraft
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm";

    private readonly HandoverPacket built;
    private readonly TimeZoneInfo zone;

    private PacketDraft(HandoverPacket built, TimeZoneInfo zone) => (this.built, this.zone) = (built, zone);

    public string Goal { get; set; } = "";
    public string Tried { get; set; } = "";
    public string Evidence { get; set; } = "";
    public string OpenQuestions { get; set; } = "";
    public Mood Mood { get; set; }
    public List<Field> Fields { get; init; } = [];
    public List<Given> Promises { get; init; } = [];

    /// <summary>What the customer had to say more than once: counted, so it can only be left out.</summary>
    public List<Repetition> Repeated { get; init; } = [];

    public static PacketDraft Of(HandoverPacket packet, TimeZoneInfo zone) => new(packet, zone)
    {
        Goal = packet.Goal, Tried = Text(packet.Tried), Evidence = Text(packet.Evidence), OpenQuestions = Text(packet.OpenQuestions), Mood = packet.Mood,
        Fields = [.. packet.Fields.Select(f => new Field { Kind = f.Kind, Value = f.Value, Sequence = f.Sequence })],
        Promises = [.. packet.Promises.Select(p => new Given { Text = p.Text, Due = Written(p.Due, zone), Found = p })],
        Repeated = [.. packet.Repeated],
    };

    /// <summary>As edited. A line that stayed as it was keeps the entry that it comes from.</summary>
    /// <param name="now">When a promise was made that the sender adds.</param>
    public HandoverPacket Packet(DateTimeOffset now) => built with
    {
        Goal = Goal.Trim(), Tried = [.. Lines(Tried, built.Tried)], Evidence = [.. Lines(Evidence, built.Evidence)], OpenQuestions = [.. Lines(OpenQuestions, built.OpenQuestions)],
        Mood = Mood, MoodBecause = Mood == built.Mood ? built.MoodBecause : [],
        Fields = [.. Fields.Select(f => new PacketField(f.Kind, f.Value.Trim(), f.Sequence))],
        Promises = [.. Promises.Select(p => new Promise(p.Text.Trim(), p.Found?.Sequence ?? 0, p.Found?.MadeAt ?? now, DueOf(p)))],
        Repeated = [.. Repeated],
    };

    /// <summary>The second stays as it was found unless the minute was changed.</summary>
    private DateTimeOffset? DueOf(Given promise) => promise.Found is { } found && promise.Due == Written(found.Due, zone) ? found.Due
        : DateTime.TryParseExact(promise.Due, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? SnoozeTimes.At(local, zone) : null;

    private static string Written(DateTimeOffset? due, TimeZoneInfo zone) => due is { } at ? TimeZoneInfo.ConvertTime(at, zone).ToString(TimeFormat, CultureInfo.InvariantCulture) : "";

    private static string Text(IEnumerable<PacketLine> lines) => string.Join('\n', lines.Select(l => l.Text));

    private static IEnumerable<PacketLine> Lines(string text, IEnumerable<PacketLine> known) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => known.FirstOrDefault(k => k.Text == line) ?? new PacketLine(line));

    /// <summary>Something that the customer told.</summary>
    public sealed class Field
    {
        public string Kind { get; set; } = PacketField.Other;
        public string Value { get; set; } = "";
        public long? Sequence { get; init; }
    }

    /// <summary>A promise, with the day and time on the sender's clock; empty where none was named.</summary>
    public sealed class Given
    {
        public string Text { get; set; } = "";
        public string Due { get; set; } = "";

        /// <summary>As it was found; null for one that the sender adds.</summary>
        public Promise? Found { get; init; }
    }
}
