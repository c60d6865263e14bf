using System.Buffers.Binary;
using System.Text;

namespace Portal.Bench.Circuits;

internal enum EditKind { PrependFrame = 1, RemoveFrame, SetAttribute, RemoveAttribute, UpdateText, StepIn, StepOut, UpdateMarkup, PermutationListEntry, PermutationListEnd }

internal enum FrameKind { Element = 1, Text, Attribute, Component, Region, ElementReference, ComponentReference, Markup, RenderMode, NamedEvent }

internal readonly record struct Edit(EditKind Kind, int Sibling, int Target, int Name);

/// <summary>
/// The bytes of one batch of changes: little endian, the five tables' places in the last twenty bytes. Nothing is copied
/// but the strings that are asked for.
/// </summary>
internal readonly ref struct RenderBatch
{
    private const int FrameSize = 20, EditSize = 16, TrailerSize = 20;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly int components, frames, disposed, strings;

    /// <exception cref="InvalidDataException">Too short to be a batch.</exception>
    public RenderBatch(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < TrailerSize) throw new InvalidDataException("A batch is longer than this.");
        this.bytes = bytes;
        var trailer = bytes.Length - TrailerSize;
        components = Int(trailer);
        frames = Int(trailer + 4) + 4;
        disposed = Int(trailer + 8);
        strings = Int(trailer + 16);
    }

    public int ComponentCount => Int(components);

    public int DisposedCount => Int(disposed);

    public int DisposedComponent(int index) => Int(disposed + 4 + (4 * index));

    /// <summary>The component that changes and where its edits begin.</summary>
    public (int Component, int Edits, int Count) Component(int index)
    {
        var at = Int(components + 4 + (4 * index));
        return (Int(at), at + 8, Int(at + 4));
    }

    public Edit Edit(int edits, int index)
    {
        var at = edits + (EditSize * index);
        return new((EditKind)Int(at), Int(at + 4), Int(at + 8), Int(at + 12));
    }

    public FrameKind Kind(int frame) => (FrameKind)Int(At(frame));

    /// <summary>Of an element, component or region: how many frames it takes, itself included. One for all others.</summary>
    public int Length(int frame) => Kind(frame) is FrameKind.Element or FrameKind.Component or FrameKind.Region ? Int(At(frame) + 4) : 1;

    public string ElementName(int frame) => String(Int(At(frame) + 8)) ?? "";

    public int ComponentOf(int frame) => Int(At(frame) + 8);

    /// <summary>A text's or markup's content, an attribute's name.</summary>
    public string First(int frame) => String(Int(At(frame) + 4)) ?? "";

    public NodeAttribute Attribute(int frame) => new(String(Int(At(frame) + 8)), BinaryPrimitives.ReadUInt64LittleEndian(bytes[(At(frame) + 12)..]));

    public string? String(int index)
    {
        if (index < 0) return null;
        var at = Int(strings + (4 * index));
        int length = 0, shift = 0;
        byte part;
        do
        {
            part = bytes[at++];
            length |= (part & 127) << shift;
            shift += 7;
        }
        while (part > 127);
        return SharedStrings.Of(bytes.Slice(at, length));
    }

    private int At(int frame) => frames + (FrameSize * frame);

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
}

/// <summary>Names and classes come again and again: thousands of pages share one copy of each short string.</summary>
internal static class SharedStrings
{
    private const int Longest = 48;

    private static readonly string[] Known = new string[8192];

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest) return Encoding.UTF8.GetString(utf8);
        Span<char> text = stackalloc char[Longest];
        var characters = text[..Encoding.UTF8.GetChars(utf8, text)];
        ref var place = ref Known[string.GetHashCode(characters) & (Known.Length - 1)];
        var known = place;
        return known is not null && characters.SequenceEqual(known) ? known : place = new string(characters);
    }
}
