using System.Text;
using Portal.Bench.Circuits;

namespace Portal.Tests.Circuits;

/// <summary>Writes batches as a circuit's server does, so that reading them can be tested without one.</summary>
internal sealed class BatchBytes
{
    private readonly List<(int Component, int From, int Count)> components = [];
    private readonly List<int[]> edits = [];
    private readonly List<(int A, int B, int C, ulong Handler)> frames = [];
    private readonly List<int> disposed = [];
    private readonly List<string> strings = [];

    public int FrameCount => frames.Count;

    /// <summary>The edits of one component, each as kind, sibling, target frame or position, and name.</summary>
    public BatchBytes Change(int component, params (EditKind Kind, int Sibling, int Target, string? Name)[] changes)
    {
        components.Add((component, edits.Count, changes.Length));
        foreach (var (kind, sibling, target, name) in changes) edits.Add([(int)kind, sibling, target, name is null ? -1 : Index(name)]);
        return this;
    }

    public BatchBytes Element(string name, int length) => Frame(FrameKind.Element, length, Index(name));

    public BatchBytes Component(int id, int length = 1) => Frame(FrameKind.Component, length, id);

    public BatchBytes Region(int length) => Frame(FrameKind.Region, length, 0);

    public BatchBytes Text(string text) => Frame(FrameKind.Text, Index(text), 0);

    public BatchBytes Markup(string markup) => Frame(FrameKind.Markup, Index(markup), 0);

    public BatchBytes Attribute(string name, string? value, ulong handler = 0) => Frame(FrameKind.Attribute, Index(name), value is null ? -1 : Index(value), handler);

    public BatchBytes Dispose(int component)
    {
        disposed.Add(component);
        return this;
    }

    public byte[] ToArray()
    {
        var bytes = new MemoryStream();
        var writer = new BinaryWriter(bytes);
        var places = new List<int>();
        foreach (var (component, from, count) in components)
        {
            places.Add((int)bytes.Position);
            writer.Write(component);
            writer.Write(count);
            foreach (var part in edits.Skip(from).Take(count).SelectMany(e => e)) writer.Write(part);
        }

        var updated = Table(writer, places);
        var at = (int)bytes.Position;
        writer.Write(frames.Count);
        foreach (var (a, b, c, handler) in frames)
        {
            writer.Write(a);
            writer.Write(b);
            writer.Write(c);
            writer.Write(handler);
        }

        var gone = Table(writer, disposed);
        var handlers = Table(writer, []);
        places.Clear();
        foreach (var text in strings)
        {
            places.Add((int)bytes.Position);
            writer.Write7BitEncodedInt(Encoding.UTF8.GetByteCount(text));
            writer.Write(Encoding.UTF8.GetBytes(text));
        }

        var table = (int)bytes.Position;
        foreach (var place in places) writer.Write(place);
        foreach (var offset in new[] { updated, at, gone, handlers, table }) writer.Write(offset);
        return bytes.ToArray();
    }

    private static int Table(BinaryWriter writer, List<int> entries)
    {
        var at = (int)writer.BaseStream.Position;
        writer.Write(entries.Count);
        foreach (var entry in entries) writer.Write(entry);
        return at;
    }

    private BatchBytes Frame(FrameKind kind, int b, int c, ulong handler = 0)
    {
        frames.Add(((int)kind, b, c, handler));
        return this;
    }

    private int Index(string text)
    {
        strings.Add(text);
        return strings.Count - 1;
    }
}
