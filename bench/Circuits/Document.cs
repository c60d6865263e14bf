namespace Portal.Bench.Circuits;

/// <summary>
/// What a circuit has drawn so far: batches are applied as a browser would, without styles, layout or scripts. Not safe for
/// several threads; <see cref="Circuit"/> says when it may be read.
/// </summary>
public sealed class Document
{
    private readonly Dictionary<int, Node> components = [];
    private readonly List<Node> roots = [];
    private readonly List<Node> added = [];
    private readonly List<(int From, int To)> moves = [];

    /// <summary>Components that stand in the page itself and not in another component.</summary>
    public IReadOnlyList<Node> Roots => roots;

    /// <summary>The elements that the last batch made.</summary>
    public IReadOnlyList<Node> Added => added;

    public IEnumerable<Node> Elements => roots.SelectMany(r => r.Tree()).Where(n => n.Kind is NodeKind.Element);

    public Node? Find(Func<Node, bool> element) => Elements.FirstOrDefault(element);

    public Node? ById(string id) => Find(e => e["id"] == id);

    /// <exception cref="InvalidDataException">The bytes are no batch, or do not fit what was drawn before.</exception>
    public void Apply(ReadOnlySpan<byte> bytes)
    {
        added.Clear();
        try
        {
            var batch = new RenderBatch(bytes);
            for (var i = 0; i < batch.ComponentCount; i++) Change(batch, batch.Component(i));
            for (var i = 0; i < batch.DisposedCount; i++)
            {
                if (components.Remove(batch.DisposedComponent(i), out var gone)) roots.Remove(gone);
            }
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or IndexOutOfRangeException or NullReferenceException)
        {
            throw new InvalidDataException("A batch does not fit what was drawn before.", fault);
        }
    }

    private void Change(RenderBatch batch, (int Component, int Edits, int Count) change)
    {
        if (!components.TryGetValue(change.Component, out var parent))
        {
            components[change.Component] = parent = new Node(NodeKind.Component, "") { ComponentId = change.Component };
            roots.Add(parent);
        }

        for (var i = 0; i < change.Count; i++)
        {
            var edit = batch.Edit(change.Edits, i);
            switch (edit.Kind)
            {
                case EditKind.PrependFrame:
                    InsertFrame(batch, parent, edit.Sibling, edit.Target);
                    break;
                case EditKind.RemoveFrame:
                    parent.RemoveAt(edit.Sibling);
                    break;
                case EditKind.SetAttribute:
                    parent.Children[edit.Sibling].Set(batch.First(edit.Target), batch.Attribute(edit.Target));
                    break;
                case EditKind.RemoveAttribute:
                    parent.Children[edit.Sibling].Unset(batch.String(edit.Name) ?? "");
                    break;
                case EditKind.UpdateText or EditKind.UpdateMarkup:
                    parent.Children[edit.Sibling].Content = batch.First(edit.Target);
                    break;
                case EditKind.StepIn:
                    parent = parent.Children[edit.Sibling];
                    break;
                case EditKind.StepOut:
                    parent = parent.Parent!;
                    break;
                case EditKind.PermutationListEntry:
                    moves.Add((edit.Sibling, edit.Target));
                    break;
                case EditKind.PermutationListEnd:
                    parent.Permute(moves);
                    moves.Clear();
                    break;
                default:
                    throw new InvalidDataException($"There is no edit of kind {(int)edit.Kind}.");
            }
        }
    }

    /// <returns>How many nodes it became.</returns>
    private int InsertFrame(RenderBatch batch, Node parent, int at, int frame)
    {
        switch (batch.Kind(frame))
        {
            case FrameKind.Element:
                InsertElement(batch, parent, at, frame);
                return 1;
            case FrameKind.Text:
                parent.Insert(at, new Node(NodeKind.Text, batch.First(frame)));
                return 1;
            case FrameKind.Markup:
                parent.Insert(at, new Node(NodeKind.Markup, batch.First(frame)));
                return 1;
            case FrameKind.Component:
                var id = batch.ComponentOf(frame);
                parent.Insert(at, components[id] = new Node(NodeKind.Component, "") { ComponentId = id });
                return 1;
            case FrameKind.Region:
                return InsertFrames(batch, parent, at, frame + 1, frame + batch.Length(frame));
            case FrameKind.ElementReference or FrameKind.NamedEvent:
                return 0;
            default:
                throw new InvalidDataException($"A frame of kind {(int)batch.Kind(frame)} cannot stand here.");
        }
    }

    private void InsertElement(RenderBatch batch, Node parent, int at, int frame)
    {
        var element = new Node(NodeKind.Element, batch.ElementName(frame));
        parent.Insert(at, element);
        added.Add(element);
        var end = frame + batch.Length(frame);
        var next = frame + 1;
        for (; next < end && batch.Kind(next) is FrameKind.Attribute; next++) element.Set(batch.First(next), batch.Attribute(next));
        InsertFrames(batch, element, 0, next, end);
    }

    private int InsertFrames(RenderBatch batch, Node parent, int at, int from, int end)
    {
        var first = at;
        for (var frame = from; frame < end; frame += batch.Length(frame)) at += InsertFrame(batch, parent, at, frame);
        return at - first;
    }
}
