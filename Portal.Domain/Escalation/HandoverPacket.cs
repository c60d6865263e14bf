using System.Collections.Immutable;
using Portal.Domain.Conversations;

namespace Portal.Domain.Escalation;

/// <summary>A line of a packet. <paramref name="Sequence"/> is the entry that it comes from; null when somebody wrote it.</summary>
public sealed record PacketLine(string Text, long? Sequence = null);

/// <summary>Something that the customer told: <paramref name="Kind"/> is a resource key such as <c>email</c>, <see cref="Other"/> for anything else.</summary>
/// <param name="Sequence">The entry that it comes from; null when the sender added it.</param>
public sealed record PacketField(string Kind, string Value, long? Sequence)
{
    public const string Other = "other";
}

/// <summary>Something that the customer told more than once.</summary>
public sealed record Repetition(string Text, int Times, long Sequence);

/// <summary>What the next person has to know so that the customer need not tell it again.</summary>
public sealed record HandoverPacket
{
    /// <summary>Lines of each part, and letters of each line; more would not be read.</summary>
    public const int MostLines = 12;
    public const int LongestLine = 300;

    /// <summary>What the customer wants.</summary>
    public string Goal { get; init; } = "";

    public ImmutableArray<PacketLine> Tried { get; init; } = [];
    public ImmutableArray<PacketField> Fields { get; init; } = [];

    /// <summary>Entries that show it: files, pictures, error texts.</summary>
    public ImmutableArray<PacketLine> Evidence { get; init; } = [];

    public Mood Mood { get; init; }

    /// <summary>Entries that make the mood.</summary>
    public ImmutableArray<long> MoodBecause { get; init; } = [];

    public ImmutableArray<Promise> Promises { get; init; } = [];
    public ImmutableArray<PacketLine> OpenQuestions { get; init; } = [];
    public ImmutableArray<Repetition> Repeated { get; init; } = [];

    public bool Has(PacketPart part) => part switch
    {
        PacketPart.Goal => !string.IsNullOrWhiteSpace(Goal),
        PacketPart.Tried => Tried.Length > 0,
        PacketPart.Fields => Fields.Length > 0,
        PacketPart.Evidence => Evidence.Length > 0,
        PacketPart.OpenQuestions => OpenQuestions.Length > 0,
        PacketPart.Email or PacketPart.Phone or PacketPart.Reference or PacketPart.Amount or PacketPart.Date => Fields.Any(f => f.Kind == FactRules.KindOf(part)),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
