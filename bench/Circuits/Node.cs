using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Bench.Circuits;

public enum NodeKind { Component, Element, Text, Markup }

/// <summary>A value and, for an event such as <c>onclick</c>, the handler that answers it now.</summary>
public readonly record struct NodeAttribute(string? Value, ulong Handler);

/// <summary>One node of what a circuit has drawn. Components are nodes too, without anything of their own to see.</summary>
public sealed partial class Node
{
    private List<Node>? children;
    private Dictionary<string, NodeAttribute>? attributes;

    internal Node(NodeKind kind, string content) => (Kind, Content) = (kind, content);

    public NodeKind Kind { get; }

    public Node? Parent { get; private set; }

    public IReadOnlyList<Node> Children => children ?? (IReadOnlyList<Node>)[];

    /// <summary>An element's name, a text, or markup as it was sent.</summary>
    public string Content { get; internal set; }

    internal int ComponentId { get; init; } = -1;

    /// <summary>The attribute's text; null when it is not there, empty when it has no value.</summary>
    public string? this[string attribute] => attributes is not null && attributes.TryGetValue(attribute, out var found) ? found.Value ?? "" : null;

    /// <summary>The id of the handler of an event such as <c>onclick</c>; 0 when nobody listens.</summary>
    public ulong HandlerOf(string attribute) => attributes is not null && attributes.TryGetValue(attribute, out var found) ? found.Handler : 0;

    public bool HasClass(string name)
    {
        if (this["class"] is not { } all) return false;
        foreach (var part in all.AsSpan().Split(' '))
        {
            if (all.AsSpan(part).SequenceEqual(name)) return true;
        }

        return false;
    }

    /// <summary>Everything that can be read inside, without tags.</summary>
    public string InnerText
    {
        get
        {
            if (Kind is NodeKind.Text) return Content;
            var text = new StringBuilder();
            Read(text);
            return text.ToString();
        }
    }

    /// <summary>This node and all below it, in the order of the page.</summary>
    public IEnumerable<Node> Tree()
    {
        yield return this;
        if (children is null) yield break;
        foreach (var child in children)
        {
            foreach (var node in child.Tree()) yield return node;
        }
    }

    internal void Set(string name, NodeAttribute value) => (attributes ??= [])[name] = value;

    internal void Unset(string name) => attributes?.Remove(name);

    internal void Insert(int index, Node child)
    {
        child.Parent = this;
        (children ??= []).Insert(index, child);
    }

    internal Node RemoveAt(int index)
    {
        var gone = children![index];
        children.RemoveAt(index);
        gone.Parent = null;
        return gone;
    }

    /// <summary>Each node at a <c>From</c> goes to its <c>To</c>; the others stay.</summary>
    internal void Permute(IReadOnlyList<(int From, int To)> moves)
    {
        var moved = moves.Select(m => children![m.From]).ToList();
        for (var i = 0; i < moves.Count; i++) children![moves[i].To] = moved[i];
    }

    private void Read(StringBuilder into)
    {
        if (Kind is NodeKind.Text) into.Append(Content);
        else if (Kind is NodeKind.Markup) into.Append(WebUtility.HtmlDecode(Tags().Replace(Content, "")));
        if (children is null) return;
        foreach (var child in children) child.Read(into);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
